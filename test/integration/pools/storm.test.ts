import { afterAll, beforeAll, expect, test } from "vitest";
import { createPools, type Pool, SluiceError, StartError } from "../../../src/pools/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { expectBalance, until } from "./support.ts";

// Everything at once, at random: what always holds must hold in the middle of it, and afterwards nothing may be left.
let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase(
    "create table ledger (id int primary key, v int); insert into ledger select n, 100 from generate_series(1, 20) n",
  );
});
afterAll(() => database.dispose());

const budget = 10;
const names = ["a", "b", "c"];
const random = (below: number) => Math.floor(Math.random() * below);

async function transfer(pool: Pool, signal: AbortSignal): Promise<void> {
  const add = "update ledger set v = v + $1 where id = $2";
  await pool.withTransaction(
    async (transaction) => {
      await transaction.command({ text: add, values: [-1, 1 + random(20)], effects: "rows" });
      await transaction
        .withTransaction((inner) => inner.value({ text: random(2) ? "select 1" : "select 1 / 0", effects: "none" }))
        .catch(() => {});
      await transaction.command({ text: add, values: [1, 1 + random(20)], effects: "rows" });
    },
    { signal, retries: 2, timeoutMs: 1_000 },
  );
}

const steps: readonly ((pool: Pool, signal: AbortSignal) => Promise<unknown>)[] = [
  (pool, signal) => pool.value({ text: `select pg_sleep(0.00${random(9)})`, effects: "none" }, { signal }),
  (pool, signal) => pool.value({ text: "select 1 / 0" }, { signal }),
  (pool, signal) => pool.borrow((lease) => lease.command({ text: "set work_mem = '8MB'" }), { signal }),
  async (pool, signal) => {
    const lease = await pool.lease({ signal });
    await lease.value({ text: "select 1", effects: "none" }).finally(() => lease.release());
  },
  transfer,
  transfer,
  transfer,
  async () => {
    if (random(6) > 0) return;
    await database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'storm/%' order by random() limit 2",
    );
  },
  async (pool) => random(8) === 0 && pool.resize({ size: 1 + random(3), overflow: random(4) }),
  async (pool) => random(8) === 0 && pool.drain(),
  async (pool) => {
    if (random(20) > 0) return;
    await pool.close({ deadline: random(30) });
    await pool.reopen();
  },
];

test("in a storm the numbers hold, and afterwards nothing is left", async () => {
  const settings = { size: 2, overflow: 3, acquireTimeout: 300, maxLifetime: 1_000, maxUses: 5, validateAfterIdle: 0 };
  const pools = createPools(
    names.map((name) => ({
      name,
      connection: { url: database.url },
      settings: { ...settings, closeAfterUnused: 50, applicationName: `storm/${name}` },
    })),
    { budget },
  );
  const errors: unknown[] = [];
  const task = async () => {
    const pool = pools.get(names[random(names.length)] ?? "a");
    const controller = new AbortController();
    const timer = random(3) === 0 ? setTimeout(() => controller.abort(), random(15)) : undefined;
    try {
      await steps[random(steps.length)]?.(pool, controller.signal);
    } catch (error) {
      if (!(error instanceof SluiceError || error instanceof StartError)) errors.push(error);
    }
    clearTimeout(timer);
    for (const each of pools.all) {
      const { total, idle, inUse, connecting, created, destroyed, acquired, released } = each.stats();
      expect([total, created, acquired]).toEqual([idle + inUse + connecting, destroyed + total, released + inUse]);
    }
    expect(pools.all.reduce((sum, each) => sum + each.stats().total, 0)).toBeLessThanOrEqual(budget);
  };
  for (let round = 0; round < 60; round += 1) {
    await Promise.all(Array.from({ length: 60 }, task));
    for (const pool of pools.all) expect(pool.stats()).toMatchObject({ waiting: 0, inUse: 0, inTransaction: 0 });
  }
  expect(errors).toEqual([]);
  await until(() => pools.all.every((pool) => pool.stats().state === "resting" && pool.stats().total === 0));
  for (const pool of pools.all) expectBalance(pool);
  await pools.close();
  const left = "select 1 from pg_stat_activity where application_name like 'storm/%'";
  await until(async () => (await database.query(left)).length === 0);
  expect(await database.query("select sum(v)::int as sum from ledger")).toEqual([{ sum: 2_000 }]);
}, 120_000);
