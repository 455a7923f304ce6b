import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Refresh } from "../../../src/gateway/refresh.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** One that takes as long as it is told. */
function start(ms: number) {
  const looks: (readonly string[])[] = [];
  const refresh = new Refresh((databases) => {
    looks.push(databases);
    return new Promise((resolve) => setTimeout(resolve, ms));
  });
  return { refresh, looks };
}

const asking = async (refresh: Refresh, ms: number) => {
  for (let at = 0; at < ms; at += 100) {
    refresh.ask(["shop"]);
    await vi.advanceTimersByTimeAsync(100);
  }
};

test("it looks at once, and once", async () => {
  const { refresh, looks } = start(10);
  refresh.ask(["shop"]);
  expect(looks).toEqual([["shop"]]);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(looks).toHaveLength(1);
});

test("what is asked while it looks may be newer than what it sees", async () => {
  const { refresh, looks } = start(10);
  refresh.ask(["shop"]);
  refresh.ask(["billing"]);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(looks).toEqual([["shop"], ["billing"]]);
});

test("what is asked in a pause is done together when the pause ends", async () => {
  const { refresh, looks } = start(10);
  refresh.ask(["shop"]);
  await vi.advanceTimersByTimeAsync(20);
  for (const name of ["billing", "shop", "billing"]) refresh.ask([name]);
  await vi.advanceTimersByTimeAsync(980);
  expect(looks).toEqual([["shop"]]);
  await vi.advanceTimersByTimeAsync(20);
  expect(looks).toEqual([["shop"], ["billing", "shop"]]);
});

test.each([
  [10, 60],
  [1_000, 3],
])("a look that takes %i ms is had at most %i times a minute", async (ms, most) => {
  const { refresh, looks } = start(ms);
  await asking(refresh, 60_000);
  expect(looks.length).toBeGreaterThan(most / 2);
  expect(looks.length).toBeLessThanOrEqual(most);
});

test("nothing is done after it was stopped", async () => {
  const { refresh, looks } = start(10);
  refresh.ask(["shop"]);
  refresh.stop();
  refresh.ask(["shop"]);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(looks).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
