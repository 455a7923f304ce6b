import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { PoolSettings } from "../../../src/config/index.ts";
import { createPools, type Pools, type PoolsOptions, type PoolTarget } from "../../../src/pools/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { poolSettings } from "../../unit/pools/support.ts";
import { expectBalance, hold, until } from "./support.ts";

let shop: TestDatabase;
let billing: TestDatabase;
beforeAll(async () => {
  shop = await createDatabase("create table notes (id int)");
  billing = await createDatabase();
});
afterAll(async () => {
  await shop.dispose();
  await billing.dispose();
});

const targetOf = (name: string, url: string, settings: Partial<PoolSettings> = {}): PoolTarget => ({
  name,
  connection: { url },
  settings: poolSettings({ size: 1, overflow: 1, applicationName: `test/${name}`, ...settings }),
});

function makePools(targets: readonly PoolTarget[], options?: PoolsOptions): Pools {
  const pools = createPools(targets, options);
  onTestFinished(async () => {
    await pools.close({ deadline: 0 });
    for (const pool of pools.all) expectBalance(pool);
  });
  return pools;
}

const read = { text: "select 1 as one", effects: "none" } as const;

describe("pools by name", () => {
  test("are made, found and forgotten", async () => {
    const pools = makePools([targetOf("shop", shop.url)]);
    expect(pools.has("billing")).toBe(false);
    expect(() => pools.get("billing")).toThrow('There is no pool of a database "billing".');
    const made = pools.create(targetOf("billing", billing.url));
    expect(pools.all.map(({ name }) => name)).toEqual(["shop", "billing"]);
    expect(() => pools.create(targetOf("billing", shop.url))).toThrow('Two databases are named "billing".');
    expect(pools.getOrCreate(targetOf("billing", shop.url))).toBe(made);
    await made.value(read);
    await Promise.all([pools.remove("billing"), pools.remove("billing")]);
    expect(pools.has("billing")).toBe(false);
    await expect(made.value(read)).rejects.toMatchObject({ code: "POOL_CLOSED" });
    const again = pools.getOrCreate(targetOf("billing", billing.url));
    expect(again).not.toBe(made);
    expect(await again.value(read)).toBe(1);
  });

  test("tell everything that happens in any of them", async () => {
    const pools = makePools([targetOf("shop", shop.url)]);
    const seen: string[] = [];
    const leave = pools.on(({ database, kind }) => seen.push(`${database} ${kind}`));
    await pools.get("shop").open();
    await pools.create(targetOf("billing", billing.url)).open();
    expect(seen).toEqual(["shop Connected", "billing Connected"]);
    leave();
    await pools.remove("billing");
    expect(seen).toHaveLength(2);
  });
});

describe("a pool that serves", () => {
  test("grows and shrinks at an operator's word", async () => {
    const pool = makePools([targetOf("shop", shop.url)]).get("shop");
    await pool.open();
    const seen: unknown[] = [];
    pool.on((event) => event.kind === "Resized" && seen.push([event.size, event.overflow]));
    pool.resize({ size: 4, overflow: 0 });
    expect(pool.settings).toMatchObject({ size: 4, overflow: 0 });
    await until(() => pool.stats().idle === 4);
    const loans = await Promise.all([hold(pool), hold(pool), hold(pool)]);
    pool.resize({ size: 1 });
    expect(pool.stats()).toMatchObject({ max: 1, inUse: 3 });
    for (const loan of loans) await loan.giveBack();
    await until(() => pool.stats().total === 1);
    expect(await pool.value(read)).toBe(1);
    expect(seen).toEqual([
      [4, 0],
      [1, 0],
    ]);
    expectBalance(pool);
  });

  test("stays as it is where the new size cannot be", async () => {
    const pool = makePools([targetOf("shop", shop.url)]).get("shop");
    for (const change of [{ size: 0 }, { size: -3 }, { overflow: Number.NaN }]) {
      expect(() => pool.resize(change)).toThrow("must be a whole number from");
    }
    expect(pool.stats().max).toBe(2);
  });

  test("has the settings that were left out, and no others", () => {
    const pools = makePools([{ name: "shop", connection: { url: shop.url }, settings: { size: 2 } }]);
    expect(pools.get("shop").settings).toMatchObject({ size: 2, overflow: 15, applicationName: "sluice/shop" });
    expect(() => createPools([{ name: "a", connection: { url: shop.url }, settings: { acquireTimeout: 0 } }])).toThrow(
      "acquireTimeout: must be a whole number from 1",
    );
  });

  test("serves who waits when it grows", async () => {
    const pool = makePools([targetOf("shop", shop.url, { overflow: 0 })]).get("shop");
    const loan = await hold(pool);
    const waiting = pool.value(read);
    pool.resize({ overflow: 1 });
    expect(await waiting).toBe(1);
    await loan.giveBack();
  });

  test("is drained: every connection is replaced, none while it is lent", async () => {
    const pool = makePools([targetOf("shop", shop.url, { size: 3 })]).get("shop");
    await pool.open();
    const loan = await hold(pool);
    const backends = async () => {
      const text = "select pid from pg_stat_activity where application_name = 'test/shop'";
      return (await shop.query(text)).map(({ pid }) => pid);
    };
    const before = await backends();
    expect(pool.drain()).toBe(3);
    expect(await loan.lease.value(read)).toBe(1);
    await loan.giveBack();
    await until(() => pool.stats().idle === 3 && pool.stats().destroyed === 3);
    // They end by themselves when they are told goodbye.
    await until(async () => !(await backends()).some((pid) => before.includes(pid)));
  });

  test("is closed and opened again, and its counters go on", async () => {
    const pool = makePools([targetOf("shop", shop.url)]).get("shop");
    await pool.value(read);
    await pool.close();
    await expect(pool.value(read)).rejects.toMatchObject({ code: "POOL_CLOSED" });
    await expect(pool.withTransaction(async () => {})).rejects.toMatchObject({ code: "POOL_CLOSED" });
    expect(pool.stats()).toMatchObject({ state: "closed", total: 0 });
    await Promise.all([pool.reopen(), pool.reopen()]);
    expect(await pool.value(read)).toBe(1);
    expect(pool.stats()).toMatchObject({ state: "open", acquired: 2, idle: 1 });
    await pool.close();
    expect(pool.stats().state).toBe("closed");
  });
});

describe("one statement on several databases", () => {
  test("has its successes and its failures side by side", async () => {
    const pools = makePools([targetOf("shop", shop.url), targetOf("billing", billing.url)]);
    pools.create(targetOf("nowhere", "postgres://ada@127.0.0.1:1/nowhere"));
    const names = ["nowhere", "billing", "shop"];
    expect(await pools.runOnEach(names, { text: "select count(*)::int from notes", effects: "none" })).toEqual([
      { database: "nowhere", status: "rejected", reason: expect.objectContaining({ code: "DATABASE_UNAVAILABLE" }) },
      { database: "billing", status: "rejected", reason: expect.objectContaining({ code: "SCHEMA_CHANGED" }) },
      { database: "shop", status: "fulfilled", results: [[{ count: 0 }]] },
    ]);
  });

  test("says of a database that is not there that it is not", async () => {
    const pools = makePools([targetOf("shop", shop.url)]);
    expect(await pools.runOnEach(["shop", "nowhere"], read)).toMatchObject([
      { database: "shop", status: "fulfilled" },
      { database: "nowhere", status: "rejected", reason: new Error('There is no pool of a database "nowhere".') },
    ]);
  });

  test("or a batch on one connection each", async () => {
    const pools = makePools([targetOf("shop", shop.url), targetOf("billing", billing.url)]);
    const batch = [{ text: "set app.tenant = 'acme'" }, { text: "show app.tenant" }];
    const results = [[], [{ "app.tenant": "acme" }]];
    expect(await pools.runOnEach(["shop", "billing"], batch)).toEqual([
      { database: "shop", status: "fulfilled", results },
      { database: "billing", status: "fulfilled", results },
    ]);
  });
});

describe("a budget over all pools", () => {
  test("has room for every size, or there is no start", async () => {
    const targets = [targetOf("shop", shop.url, { size: 3 }), targetOf("billing", billing.url, { size: 2 })];
    expect(() => createPools(targets, { budget: 4 })).toThrow(
      "databases.billing.pool.size: 2 more connections would be kept open, and 1 are left. Make a size smaller, or raise budget",
    );
    const pools = makePools(targets, { budget: 5 });
    expect(() => pools.get("shop").resize({ size: 4 })).toThrow("and 0 are left");
    expect(pools.get("shop").settings.size).toBe(3);
    await pools.remove("billing");
    pools.get("shop").resize({ size: 4 });
  });

  test("is not exceeded by a pool that shrinks, whose connections are still there", async () => {
    const pools = makePools(
      [
        targetOf("shop", shop.url, { size: 2, overflow: 2 }),
        targetOf("billing", billing.url, { size: 1, overflow: 3 }),
      ],
      { budget: 4 },
    );
    const [one, other] = [pools.get("shop"), pools.get("billing")];
    const lent = await Promise.all([hold(one), hold(one)]);
    one.resize({ size: 1 });
    const first = await Promise.all([hold(other), hold(other)]);
    const waiting = hold(other);
    await until(() => other.stats().waiting === 1);
    expect(one.stats().total + other.stats().total).toBe(4);
    // What comes back and is beyond the new size goes to who is short of it.
    for (const loan of lent) await loan.giveBack();
    await (await waiting).giveBack();
    for (const loan of first) await loan.giveBack();
    expect(one.stats().total + other.stats().total).toBeLessThanOrEqual(4);
    await pools.remove("billing");
    await pools.remove("shop");
    pools.create(targetOf("whole", shop.url, { size: 4, overflow: 0 }));
  });

  test("that is spent makes nobody wait for a connection that cannot be", async () => {
    const pools = makePools(
      [
        targetOf("shop", shop.url, { size: 2, overflow: 1 }),
        targetOf("billing", billing.url, { size: 1, overflow: 1 }),
      ],
      { budget: 4 },
    );
    const [one, other] = [pools.get("shop"), pools.get("billing")];
    await one.open();
    const loans = await Promise.all([hold(other), hold(other)]);
    one.drain();
    // The drained ones are closing and count until they are gone.
    await one.open();
    await until(() => one.stats().idle === 2);
    for (const loan of loans) await loan.giveBack();
  });

  test("is never exceeded, and what one pool gives back another one gets", async () => {
    const settings = { size: 1, overflow: 5, overflowIdle: 10_000 };
    const pools = makePools([targetOf("shop", shop.url, settings), targetOf("billing", billing.url, settings)], {
      budget: 4,
    });
    const [one, other] = [pools.get("shop"), pools.get("billing")];
    const loans = await Promise.all([hold(one), hold(one), hold(one)]);
    expect(one.stats().total).toBe(3);
    const first = await hold(other);
    const waiting = hold(other);
    await until(() => other.stats().waiting === 1);
    expect(other.stats().total).toBe(1);
    for (const loan of loans) await loan.giveBack();
    await (await waiting).giveBack();
    await first.giveBack();
    expect(one.stats().total + other.stats().total).toBeLessThanOrEqual(4);
  });
});
