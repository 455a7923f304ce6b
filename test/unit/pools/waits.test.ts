import { expect, test } from "vitest";
import { Waits, waitPercentile } from "../../../src/pools/waits.ts";

function counted(times: readonly number[], instants = 0): Waits {
  const waits = new Waits();
  for (const ms of times) waits.record(ms);
  for (let time = 0; time < instants; time += 1) waits.recordInstant();
  return waits;
}

/** A class is a fifth wide. */
function expectNear(value: number, ms: number): void {
  expect(value).toBeGreaterThan(ms / 1.2);
  expect(value).toBeLessThan(ms * 1.2);
}

test("nobody waited", () => {
  expect(waitPercentile(new Waits().counts, 99)).toBe(0);
  expect(waitPercentile(counted([], 5).counts, 99)).toBe(0);
});

test.each([0.002, 0.25, 1, 17.3, 5_000, 600_000])("one of %d ms is all there is", (ms) => {
  for (const percentile of [1, 50, 99]) expectNear(waitPercentile(counted([ms]).counts, percentile), ms);
});

test.each([0, Number.MIN_VALUE, 1e9])("%d ms has a class, too", (ms) => {
  expect(counted([ms]).counts.reduce((sum, count) => sum + count)).toBe(1);
});

test("percentiles are those of the times, and who did not wait comes first", () => {
  const times = Array.from({ length: 1_000 }, (_, index) => ((index * 7) % 1_000) + 1);
  const { counts } = counted(times);
  for (const percentile of [10, 50, 95, 99]) expectNear(waitPercentile(counts, percentile), percentile * 10);
  const mixed = counted(times, 1_000);
  expect(waitPercentile(mixed.counts, 49)).toBe(0);
  expectNear(waitPercentile(mixed.counts, 75), 500);
});

test("two of them tell of the time between", () => {
  const waits = counted([1_000, 1_000]);
  const before = waits.counts.slice();
  waits.record(1);
  expectNear(
    waitPercentile(
      waits.counts.map((count, at) => count - (before[at] ?? 0)),
      99,
    ),
    1,
  );
});
