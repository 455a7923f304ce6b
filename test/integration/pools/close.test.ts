import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPools } from "../../../src/pools/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { poolSettings } from "../../unit/pools/support.ts";
import { backendOf, createPool, expectBalance, hold, until } from "./support.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.dispose());

const countSockets = () => process.getActiveResourcesInfo().filter((kind) => kind === "TCPSocketWrap").length;
const countBackends = async (name: string) =>
  (
    await database.query(
      "select 1 from pg_stat_activity where datname = current_database() and application_name = $1",
      [name],
    )
  ).length;

describe("closing", () => {
  test("ends every backend, and the pool lends no more", async () => {
    const pool = createPool(database.url, { size: 3, applicationName: "ends" });
    await pool.open();
    expect(await countBackends("ends")).toBe(3);
    await pool.close();
    await until(async () => (await countBackends("ends")) === 0);
    expect(pool.stats()).toMatchObject({ state: "closed", total: 0, created: 3, destroyed: 3 });
    await expect(pool.borrow(backendOf)).rejects.toMatchObject({
      code: "POOL_CLOSED",
      message: 'The pool of database "shop" is closed.',
      details: { database: "shop" },
    });
    await expect(pool.open()).rejects.toMatchObject({ code: "POOL_CLOSED" });
  });

  test("lets work in flight finish, and refuses who waits", async () => {
    const pool = createPool(database.url, { size: 1, overflow: 0 });
    const loan = await hold(pool);
    const waiting = pool.borrow(backendOf);
    const refused = expect(waiting).rejects.toMatchObject({ code: "POOL_CLOSED" });
    const closed = pool.close({ deadline: 60_000 });
    expect(pool.stats()).toMatchObject({ state: "closing", inUse: 1 });
    await refused;
    await expect(pool.borrow(backendOf)).rejects.toMatchObject({ code: "POOL_CLOSED" });
    expect(await loan.lease.value({ text: "select 1" })).toBe(1);
    await loan.giveBack();
    await closed;
    expect(pool.stats()).toMatchObject({ state: "closed", total: 0, acquired: 1, released: 1 });
  });

  test("cancels what is still running at the deadline, on the server, too", async () => {
    const sockets = countSockets();
    const pool = createPool(database.url, { size: 1, applicationName: "cut" });
    const work = pool.borrow((lease) => lease.value({ text: "select pg_sleep(60)" }));
    const cut = expect(work).rejects.toMatchObject({ code: "POOL_CLOSED" });
    await until(() => pool.stats().inUse === 1);
    expect(countSockets()).toBe(sockets + 1);
    await pool.close({ deadline: 20 });
    await cut;
    await until(() => countSockets() === sockets);
    expectBalance(pool);
    await until(async () => (await countBackends("cut")) === 0);
    const running = "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
    expect(await database.query(running)).toEqual([]);
  });

  test("does not wait for work that has forgotten its connection", async () => {
    const pool = createPool(database.url, { size: 1 });
    const loan = await hold(pool);
    await pool.close({ deadline: 20 });
    expect(pool.stats()).toMatchObject({ state: "closed", inUse: 1, total: 1 });
    expectBalance(pool);
    await expect(loan.lease.value({ text: "select 1" })).rejects.toMatchObject({ code: "POOL_CLOSED" });
    await loan.giveBack();
    expect(pool.stats()).toMatchObject({ inUse: 0, total: 0 });
  });

  test("twice is closing once; before anything was opened it is nothing", async () => {
    const pool = createPool(database.url);
    await Promise.all([pool.close(), pool.close()]);
    await pool.close();
    expect(pool.stats()).toMatchObject({ state: "closed", created: 0 });
  });

  test("ends all pools of the manager together", async () => {
    const names = ["shop", "billing", "support"];
    const pools = createPools(
      names.map((name) => ({
        name,
        connection: { url: database.url },
        settings: poolSettings({ applicationName: "all" }),
      })),
    );
    await Promise.all(pools.all.map((pool) => pool.open()));
    expect(await countBackends("all")).toBe(15);
    await pools.close();
    await until(async () => (await countBackends("all")) === 0);
    expect(pools.all.map((pool) => pool.stats().state)).toEqual(["closed", "closed", "closed"]);
  });

  test("at any moment settles everybody and leaves no backend", async () => {
    for (let round = 0; round < 20; round += 1) {
      const pool = createPool(database.url, { size: 3, overflow: 3, applicationName: "moment" });
      const opening = pool.open().catch((error: unknown) => error);
      const work = Array.from({ length: 20 }, () =>
        pool.borrow((lease) => lease.value({ text: "select 1 from pg_sleep(0.002)" })).catch((error: unknown) => error),
      );
      await until(() => pool.stats().acquired >= round);
      await pool.close({ deadline: round % 2 ? 0 : 60_000 });
      for (const outcome of await Promise.all(work)) {
        if (outcome !== 1) expect(outcome).toMatchObject({ code: "POOL_CLOSED" });
      }
      await opening;
      expect(pool.stats()).toMatchObject({ state: "closed", total: 0, waiting: 0, inUse: 0 });
      expectBalance(pool);
    }
    await until(async () => (await countBackends("moment")) === 0);
  });
});
