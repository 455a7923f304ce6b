import { afterEach, expect, test, vi } from "vitest";
import { cacheTokens } from "../../../src/access/token-cache.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** What remembers tokens, and how often each had to be verified. */
function createCache(expiresAt: number | undefined) {
  const counts = new Map<string, number>();
  const cached = cacheTokens(async (token) => {
    counts.set(token, (counts.get(token) ?? 0) + 1);
    return { expiresAt };
  });
  return { cached, count: (token: string) => counts.get(token) };
}

test("a token is verified once, until it expires", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1000 });
  const { cached, count } = createCache(2000);
  const first = await cached("a");
  vi.setSystemTime(1999);
  expect(await cached("a")).toBe(first);
  expect(count("a")).toBe(1);
  vi.setSystemTime(2000);
  await cached("a");
  expect(count("a")).toBe(2);
});

test("26: a flood of tokens pushes each other out, and none that is used", async () => {
  const { cached, count } = createCache(undefined);
  const flood = Array.from({ length: 20_000 }, (_, n) => `${n}`.padEnd(1_000, "x"));
  await cached("used");
  for (const token of flood) {
    await cached(token);
    await cached("used");
  }
  expect(count("used")).toBe(1);
  const [oldest = "", newest = ""] = [flood[0], flood.at(-1)];
  await cached(newest);
  await cached(oldest);
  expect([count(oldest), count(newest)]).toEqual([2, 1]);
});

test("what could not be verified is not remembered", async () => {
  let failures = 0;
  const cached = cacheTokens(async () => {
    failures += 1;
    throw new Error("No.");
  });
  for (const _ of [1, 2]) await expect(cached("a")).rejects.toThrow("No.");
  expect(failures).toBe(2);
});
