import { expect, test } from "vitest";
import { backoff } from "../../../src/pools/backoff.ts";
import { repeatPause } from "../../../src/pools/repeat.ts";

test.each([
  ["failed rounds", backoff, 1, 100],
  ["failed rounds", backoff, 2, 200],
  ["failed rounds", backoff, 4, 800],
  ["failed rounds", backoff, 5, 1_000],
  ["failed rounds", backoff, 2_000, 1_000],
  ["attempts", repeatPause, 1, 10],
  ["attempts", repeatPause, 3, 40],
  ["attempts", repeatPause, 2_000, 1_000],
] as const)("after some %s the pause is between half and all of it", (_, pause, count, whole) => {
  for (let time = 0; time < 100; time += 1) {
    expect(pause(count)).toBeGreaterThanOrEqual(whole / 2);
    expect(pause(count)).toBeLessThanOrEqual(whole);
  }
});
