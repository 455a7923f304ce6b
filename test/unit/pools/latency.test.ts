import fc from "fast-check";
import { expect, test } from "vitest";
import { Latency } from "../../../src/pools/latency.ts";

function latencyOf(times: readonly number[], instants = 0): Latency {
  const latency = new Latency();
  for (const ms of times) latency.record(ms);
  for (let time = 0; time < instants; time += 1) latency.recordInstant();
  return latency;
}

/** Three significant digits, and a microsecond where it is less than a thousand of them. */
function expectBetween(value: number, low: number, high: number): void {
  expect(value).toBeGreaterThanOrEqual(low * 0.999 - 0.001);
  expect(value).toBeLessThanOrEqual(high * 1.001 + 0.001);
}

test("nothing took no time", () => {
  expect(latencyOf([]).snapshot()).toEqual({ count: 0, mean: 0, p50: 0, p95: 0, p99: 0, max: 0 });
});

test.each([0.001, 0.25, 1, 17.3, 5_000, 3_600_000])("one of %d ms is all there is", (ms) => {
  const { count, ...values } = latencyOf([ms]).snapshot();
  expect(count).toBe(1);
  for (const value of Object.values(values)) expectBetween(value, ms, ms);
});

test("percentiles are those of the times, in whatever order they came", () => {
  const times = Array.from({ length: 1_000 }, (_, index) => ((index * 7) % 1_000) + 1);
  const { count, mean, p50, p95, p99, max } = latencyOf(times).snapshot();
  expect(count).toBe(1_000);
  expectBetween(mean, 500.5, 500.5);
  expectBetween(p50, 500, 500);
  expectBetween(p95, 950, 950);
  expectBetween(p99, 990, 990);
  expectBetween(max, 1_000, 1_000);
});

test("what took no time counts, and comes first", () => {
  const latency = latencyOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90);
  const { count, mean, p50, p95, p99, max } = latency.snapshot();
  expect(count).toBe(100);
  expectBetween(mean, 0.55, 0.55);
  expect(p50).toBe(0);
  expectBetween(p95, 5, 5);
  expectBetween(p99, 9, 9);
  expectBetween(max, 10, 10);
  expect(latencyOf([], 7).snapshot()).toEqual({ count: 7, mean: 0, p50: 0, p95: 0, p99: 0, max: 0 });
});

test("less than a microsecond is one", () => {
  expect(latencyOf([0, 0.000_1]).snapshot()).toMatchObject({ count: 2, mean: 0.001, p50: 0.001, max: 0.001 });
});

test("a percentile is one of the times, next to its rank at most", () => {
  const ms = fc.oneof(fc.double({ min: 0, max: 10, noNaN: true }), fc.double({ min: 0, max: 1e7, noNaN: true }));
  fc.assert(
    fc.property(fc.array(ms, { maxLength: 300 }), fc.nat(300), (times, instants) => {
      const { count, mean, max, ...percentiles } = latencyOf(times, instants).snapshot();
      const sorted = [...Array<number>(instants).fill(0), ...times.toSorted((a, b) => a - b)];
      expect(count).toBe(sorted.length);
      if (count === 0) return;
      const sum = times.reduce((total, each) => total + each, 0);
      expectBetween(mean, sum / count, sum / count);
      expectBetween(max, sorted.at(-1) ?? 0, sorted.at(-1) ?? 0);
      for (const [name, value] of Object.entries(percentiles)) {
        const rank = (Number(name.slice(1)) / 100) * count;
        const low = sorted[Math.max(0, Math.floor(rank) - 1)] ?? 0;
        const high = sorted[Math.min(count, Math.ceil(rank)) - 1] ?? 0;
        expectBetween(value, low, high);
      }
    }),
  );
});
