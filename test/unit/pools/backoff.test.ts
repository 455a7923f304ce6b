import { expect, test } from "vitest";
import { backoff } from "../../../src/pools/backoff.ts";

test.each([
  [1, 100],
  [2, 200],
  [6, 3_200],
  [7, 5_000],
  [2_000, 5_000],
])("after %d failed rounds the wait is between half and all of %d ms", (failures, whole) => {
  for (let time = 0; time < 100; time += 1) {
    expect(backoff(failures)).toBeGreaterThanOrEqual(whole / 2);
    expect(backoff(failures)).toBeLessThanOrEqual(whole);
  }
});
