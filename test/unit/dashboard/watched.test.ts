import { describe, expect, test } from "vitest";
import type { PointFragment } from "../../../src/dashboard/generated/operations.ts";
import { failuresOf } from "../../../src/dashboard/state/rates.ts";
import { pointsOf, ratesNow, sinceOf, withHistory, withSample } from "../../../src/dashboard/state/watched.ts";
import { secondsAfter, start, stats, watched } from "./pool.ts";

const point = (seconds: number, inUse = 0): PointFragment => ({
  at: secondsAfter(seconds),
  state: "OPEN",
  idle: 5 - inUse,
  inUse,
  connecting: 0,
  waiting: 0,
  max: 10,
  queriesPerSecond: 7,
  errorsPerSecond: 0,
  refusedPerSecond: 0,
  acquireP50: 0,
  acquireP95: 0,
  acquireP99: 0,
});
const secondsOf = (found: ReturnType<typeof watched>) => pointsOf(found).map(({ at }) => (at - start) / 1_000);

describe("rates", () => {
  test("are over the last five seconds, and before there are two samples those of the history", () => {
    const begun = watched([{ queries: "1000" }], { history: [point(-1)] });
    expect(ratesNow(begun)).toMatchObject({ queriesPerSecond: 7 });
    const later = watched([{}, ...[10, 20, 30, 40, 50, 90].map((queries) => ({ queries: String(queries) }))]);
    expect(ratesNow(later)).toMatchObject({ queriesPerSecond: 16, errorsPerSecond: 0 });
  });

  test("of failures are those of statements and of borrowers who could send none", () => {
    const failing = watched([{}, { errors: "3", refused: "4" }]);
    expect(failuresOf(ratesNow(failing))).toBe(7);
    const before = watched([{}], { history: [{ ...point(-1), errorsPerSecond: 1, refusedPerSecond: 2 }] });
    expect(failuresOf(ratesNow(before))).toBe(3);
  });

  test("begin anew where the counters do", () => {
    const restarted = withSample(watched([{ queries: "1000" }, { queries: "1010" }]), stats(2, { queries: "4" }));
    expect(ratesNow(restarted).queriesPerSecond).toBe(10);
    expect(ratesNow(withSample(restarted, stats(3, { queries: "9" }))).queriesPerSecond).toBe(5);
  });
});

describe("points", () => {
  test("are the history and what came after it, without gaps or doubles", () => {
    const seen = watched([{}, {}, {}, {}, {}], { history: [point(-6), point(-1)] });
    expect(secondsOf(seen)).toEqual([-6, -1, 0, 1, 2, 3, 4]);
    // The newest step was not over when it was told first.
    const more = withHistory(seen, [point(-1), point(3, 2)]);
    expect(secondsOf(more)).toEqual([-6, -1, 3, 4]);
    expect(secondsOf(withHistory(more, [point(4, 2)]))).toEqual([-6, -1, 4]);
  });

  test("are of the last quarter of an hour", () => {
    const old = watched([{}], { history: [point(-1_000), point(-899), point(-1)] });
    expect(secondsOf(old)).toEqual([-899, -1, 0]);
  });

  test("a sample that comes twice counts once", () => {
    expect(secondsOf(withSample(watched([{}, {}]), stats(1)))).toEqual([0, 1]);
  });
});

test("a state began with the first point of its kind", () => {
  const found = sinceOf(watched([{}, { state: "DOWN" }, {}, { state: "DOWN" }, { state: "DOWN" }]));
  expect(found).toEqual({ at: start + 3_000, isOlder: false });
  expect(sinceOf(watched([{ state: "DOWN" }])).isOlder).toBe(true);
});
