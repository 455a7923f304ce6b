import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Refresh } from "../../../src/gateway/refresh.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function start() {
  const calls: (readonly string[])[] = [];
  const work = Promise.withResolvers<void>();
  const refresh = new Refresh(async (databases) => {
    calls.push(databases);
    await work.promise;
  });
  return { refresh, calls, finish: work.resolve };
}

const asking = async (refresh: Refresh, ms: number) => {
  for (let at = 0; at < ms; at += 500) {
    refresh.ask("shop");
    await vi.advanceTimersByTimeAsync(500);
  }
};

test("it works at once, and what is asked meanwhile is done with it", async () => {
  const { refresh, calls, finish } = start();
  for (const name of ["shop", "billing", "shop"]) refresh.ask(name);
  expect(calls).toEqual([["shop"]]);
  finish();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(calls).toEqual([["shop"]]);
});

test("what is asked in a pause is done together when the pause ends", async () => {
  const { refresh, calls, finish } = start();
  finish();
  refresh.ask("shop");
  await vi.advanceTimersByTimeAsync(10);
  for (const name of ["billing", "shop", "billing"]) refresh.ask(name);
  await vi.advanceTimersByTimeAsync(900);
  expect(calls).toEqual([["shop"]]);
  await vi.advanceTimersByTimeAsync(100);
  expect(calls).toEqual([["shop"], ["billing", "shop"]]);
});

test("pauses double up to a minute while it is asked for, and are short again after a quiet one", async () => {
  const { refresh, calls, finish } = start();
  finish();
  await asking(refresh, 64_000);
  // At 0, 1, 3, 7, 15, 31 and 63 seconds.
  expect(calls).toHaveLength(7);
  await asking(refresh, 600_000);
  expect(calls).toHaveLength(17);
  await vi.advanceTimersByTimeAsync(180_000);
  const { length } = calls;
  await asking(refresh, 1_500);
  expect(calls).toHaveLength(length + 2);
});

test("nothing is done after it was stopped", async () => {
  const { refresh, calls, finish } = start();
  refresh.ask("shop");
  refresh.stop();
  finish();
  refresh.ask("shop");
  await vi.advanceTimersByTimeAsync(120_000);
  expect(calls).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
