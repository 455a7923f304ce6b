import { expect, onTestFinished, test } from "vitest";
import { createLive } from "../../../src/live/index.ts";
import { Track } from "../../../src/live/track.ts";
import { createPools, type PoolSnapshot } from "../../../src/pools/index.ts";
import { poolSettings } from "../pools/support.ts";

const target = (name: string) => ({
  name,
  connection: { url: "postgres://nobody@127.0.0.1:1/none" },
  settings: poolSettings(),
  readOnly: false,
});

/** What a pool was like in seconds that are not waited for. */
function track() {
  const pools = createPools([target("shop")]);
  onTestFinished(() => pools.close());
  const pool = pools.get("shop");
  const begin = Math.ceil(Date.now() / 60_000) * 60_000;
  const sample = (second: number, stats: Partial<PoolSnapshot>) => ({
    database: "shop",
    sampledAt: new Date(begin + second * 1_000),
    stats: { ...pool.stats(), ...stats },
    server: () => undefined,
  });
  const made = new Track(pool, sample(0, {}), 0);
  return {
    add: (second: number, stats: Partial<PoolSnapshot> = {}) => made.add(sample(second, stats), second * 1_000),
    points: (step: number, second: number) =>
      made
        .points(step, begin + second * 1_000)
        .map(({ at, ...point }) => ({ ...point, second: (at.getTime() - begin) / 1_000 })),
  };
}

test("a point for each step, the oldest first, the newest as far as it is", () => {
  const { add, points } = track();
  for (let second = 1; second <= 12; second += 1) add(second);
  expect(points(1_000, 12).map(({ second }) => second)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(points(5_000, 12).map(({ second }) => second)).toEqual([4, 9, 12]);
  expect(points(60_000, 12).map(({ second }) => second)).toEqual([12]);
});

test("counts are per second, also where the process was too busy for a sample", () => {
  const { add, points } = track();
  add(1, { queries: 10, errors: 1, refused: 2 });
  add(5, { queries: 50, errors: 1, refused: 10 });
  expect(points(1_000, 5)).toMatchObject([
    { second: 1, queriesPerSecond: 10, errorsPerSecond: 1, refusedPerSecond: 2 },
    { second: 5, queriesPerSecond: 10, errorsPerSecond: 0, refusedPerSecond: 2 },
  ]);
  expect(points(60_000, 5)).toMatchObject([{ queriesPerSecond: 10, errorsPerSecond: 0.2, refusedPerSecond: 2 }]);
});

test("a long step shows its peak, and how it ended", () => {
  const { add, points } = track();
  add(1, { idle: 5, inUse: 0, waiting: 0 });
  add(2, { idle: 0, inUse: 5, waiting: 7, max: 5 });
  add(3, { idle: 1, inUse: 4, waiting: 0, state: "down" });
  expect(points(5_000, 3)).toMatchObject([{ idle: 0, inUse: 5, waiting: 7, max: 5, state: "down", second: 3 }]);
});

test("keeps fifteen minutes", () => {
  const { add, points } = track();
  for (let second = 1; second <= 2_000; second += 1) add(second);
  expect(points(1_000, 2_000).map(({ second }) => second)).toEqual(Array.from({ length: 900 }, (_, at) => 1_101 + at));
  expect(points(60_000, 2_000)).toHaveLength(16);
  // A machine that slept has nothing of the last quarter of an hour.
  expect(points(1_000, 3_000)).toEqual([]);
});

test("pools that come and go have a history of their own", async () => {
  const pools = createPools([target("shop")]);
  const live = createLive(pools, { keepsHistory: true });
  onTestFinished(async () => {
    live.close();
    await pools.close();
  });
  const first = pools.get("shop");
  await expect.poll(() => live.history?.points(first, 1_000).length, { timeout: 10_000 }).toBeGreaterThan(0);
  await pools.remove("shop");
  const second = pools.create(target("shop"));
  expect(live.history?.points(second, 1_000)).toEqual([]);
  await expect.poll(() => live.history?.points(second, 1_000).length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(live.history?.points(first, 1_000)).toEqual([]);
  expect(live.sampler.beats.size).toBe(1);
  live.close();
  expect(live.sampler.beats.size).toBe(0);
});
