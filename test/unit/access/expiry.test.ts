import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { whenExpired } from "../../../src/access/index.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const year = 365 * 86_400_000;

test.each([1, 60_000, 100_000, year])("calls back after %i ms, and once", (expiresAt) => {
  const work = vi.fn();
  whenExpired({ expiresAt }, work);
  vi.advanceTimersByTime(expiresAt - 1);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  vi.advanceTimersByTime(year);
  expect(work).toHaveBeenCalledTimes(1);
});

test("calls back at once where it is over", () => {
  const work = vi.fn();
  whenExpired({ expiresAt: 0 }, work);
  expect(work).toHaveBeenCalledTimes(1);
});

test("does not call back what never ends, or was disposed of", () => {
  const work = vi.fn();
  whenExpired({ expiresAt: undefined }, work);
  const dispose = whenExpired({ expiresAt: 200_000 }, work);
  vi.advanceTimersByTime(100_000);
  dispose();
  vi.advanceTimersByTime(year);
  expect(work).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test("notices within a minute that the clock was put forward", () => {
  const work = vi.fn();
  whenExpired({ expiresAt: year }, work);
  vi.setSystemTime(year);
  vi.advanceTimersByTime(60_000);
  expect(work).toHaveBeenCalledTimes(1);
});
