import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { backendOf, createPool, expectBalance, hold, until } from "./support.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.dispose());

describe("a pool", () => {
  test("opens its connections, keeps them and lends them again", async () => {
    const pool = createPool(database.url, { size: 3 });
    expect(pool.target).toBe(`${new URL(database.url).host}/${database.name}`);
    expect(pool.stats()).toMatchObject({ state: "open", total: 0, max: 18 });
    await pool.open();
    await pool.open();
    expect(pool.stats()).toMatchObject({ total: 3, idle: 3, created: 3 });
    for (let i = 0; i < 10; i += 1) await pool.borrow(backendOf);
    expect(pool.stats()).toMatchObject({ created: 3, destroyed: 0, acquired: 10, released: 10, inUse: 0 });
  });

  test("lends without having been opened", async () => {
    const pool = createPool(database.url, { size: 3 });
    expect(await pool.borrow((lease) => lease.value({ text: "select 1" }))).toBe(1);
    expect(pool.stats()).toMatchObject({ created: 1, idle: 1 });
  });

  test("begins the work at once where a connection is idle", async () => {
    const pool = createPool(database.url);
    await pool.open();
    let hasBegun = false;
    const work = pool.borrow(async () => {
      hasBegun = true;
    });
    expect(hasBegun).toBe(true);
    expect(pool.stats().inUse).toBe(1);
    await work;
    expect(pool.stats().inUse).toBe(0);
  });

  test("hands on what the work throws, and takes the connection back", async () => {
    const pool = createPool(database.url, { size: 1 });
    const mistake = new Error("mine");
    await expect(pool.borrow(() => Promise.reject(mistake))).rejects.toBe(mistake);
    await expect(
      pool.borrow(() => {
        throw mistake;
      }),
    ).rejects.toBe(mistake);
    expect(pool.stats()).toMatchObject({ idle: 1, inUse: 0, created: 1, acquired: 2, released: 2 });
  });

  test("never has more sockets than size and overflow, and closes the overflow after its time", async () => {
    const pool = createPool(database.url, { size: 2, overflow: 3, overflowIdle: 30, applicationName: "overflow" });
    await pool.open();
    const backends =
      "select 1 from pg_stat_activity where datname = current_database() and application_name = 'overflow'";
    let most = 0;
    await Promise.all(
      Array.from({ length: 200 }, async () => {
        await pool.borrow((lease) => lease.value({ text: "select pg_sleep(0.001)" }));
        most = Math.max(most, pool.stats().total);
        expectBalance(pool);
      }),
    );
    expect(most).toBe(5);
    await until(async () => (await database.query(backends)).length === 2);
    expect(pool.stats()).toMatchObject({ total: 2, idle: 2, destroyed: pool.stats().created - 2 });
  });
});

describe("who waits", () => {
  const size1 = { size: 1, overflow: 0 };

  test("is served in the order of arrival", async () => {
    const pool = createPool(database.url, size1);
    const loan = await hold(pool);
    const order: number[] = [];
    const waiting = [1, 2, 3, 4].map((n) => pool.borrow(async () => order.push(n)));
    expect(pool.stats()).toMatchObject({ waiting: 4, inUse: 1 });
    await loan.giveBack();
    // The connection belongs to the first in the line before that one wakes up.
    await pool.borrow(async () => order.push(5));
    await Promise.all(waiting);
    expect(order).toEqual([1, 2, 3, 4, 5]);
    expect(pool.stats()).toMatchObject({ created: 1, acquired: 6 });
  });

  test("learns the state of the pool when it takes too long", async () => {
    const pool = createPool(database.url, { ...size1, acquireTimeout: 20 });
    await pool.open();
    const loan = await hold(pool);
    await expect(pool.borrow(backendOf)).rejects.toMatchObject({
      code: "POOL_EXHAUSTED",
      message: expect.stringMatching(
        /^Pool "shop" is exhausted: waited \d+ ms \(total 1, in use 1, idle 0, connecting 0, waiting 1, max 1\)\.$/,
      ),
      details: { database: "shop", limit: "acquireTimeout", retryable: true },
    });
    expect(pool.stats()).toMatchObject({ waiting: 0, timeouts: 1, inUse: 1 });
    await loan.giveBack();
    await pool.borrow(backendOf);
  });

  test("is refused where too many wait already", async () => {
    const pool = createPool(database.url, { ...size1, maxWaiting: 2 });
    const loan = await hold(pool);
    const waiting = [pool.borrow(backendOf), pool.borrow(backendOf)];
    await expect(pool.borrow(backendOf)).rejects.toMatchObject({
      code: "POOL_EXHAUSTED",
      details: { database: "shop", limit: "maxWaiting", retryable: true },
    });
    await loan.giveBack();
    await Promise.all(waiting);
  });

  test("leaves when its signal aborts, and costs no connection", async () => {
    const pool = createPool(database.url, size1);
    const loan = await hold(pool);
    const controller = new AbortController();
    const { signal } = controller;
    let begun = 0;
    const work = async () => {
      begun += 1;
    };
    const leaver = pool.borrow(work, { signal });
    const stayer = pool.borrow(work);
    controller.abort(new Error("gone"));
    await expect(leaver).rejects.toMatchObject({ code: "REQUEST_ABORTED", cause: new Error("gone") });
    await expect(pool.borrow(work, { signal })).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
    await loan.giveBack();
    await stayer;
    expect(begun).toBe(1);
    expect(pool.stats()).toMatchObject({ waiting: 0, idle: 1, created: 1, acquired: 2 });
  });

  test("leaves the connection that was being made for it to the next", async () => {
    const pool = createPool(database.url, size1);
    const controller = new AbortController();
    const leaver = pool.borrow(backendOf, { signal: controller.signal });
    const stayer = pool.borrow(backendOf);
    expect(pool.stats()).toMatchObject({ connecting: 1, waiting: 2 });
    controller.abort();
    await expect(leaver).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
    await stayer;
    expect(pool.stats()).toMatchObject({ created: 1, acquired: 1, idle: 1 });
  });

  test("leaves it to nobody in particular where it was the last", async () => {
    const pool = createPool(database.url, size1);
    const controller = new AbortController();
    const leaver = pool.borrow(backendOf, { signal: controller.signal });
    controller.abort();
    await expect(leaver).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
    await until(() => pool.stats().idle === 1);
    expect(pool.stats()).toMatchObject({ connecting: 0, acquired: 0 });
  });
});

describe("work that leaves something behind", () => {
  const size1 = { size: 1, overflow: 0 };
  const rows = "select count(*)::int as n from left_behind";

  beforeAll(async () => {
    await database.query("create table left_behind (id int)");
  });

  test("loses its open transaction, and the connection goes with it", async () => {
    const pool = createPool(database.url, size1);
    const work = pool.borrow(async (lease) => {
      await lease.command({ text: "begin" });
      await lease.command({ text: "insert into left_behind values (1)" });
    });
    await expect(work).rejects.toThrow("ended inside a transaction, which was rolled back");
    expect(await pool.borrow((lease) => lease.value({ text: rows }))).toBe(0);
    expect(pool.stats()).toMatchObject({ created: 2, destroyed: 1 });
    const inTransaction =
      "select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'";
    await until(async () => (await database.query(inTransaction)).length === 0);
  });

  test("rejects with its own error where it has one, failed transaction or not", async () => {
    const pool = createPool(database.url, size1);
    const work = pool.borrow(async (lease) => {
      await lease.command({ text: "begin" });
      await lease.command({ text: "select 1/0" });
    });
    await expect(work).rejects.toMatchObject({ code: "INVALID_VALUE" });
    expect(pool.stats()).toMatchObject({ destroyed: 1, inUse: 0 });
  });

  test("keeps its connection where the transaction ended", async () => {
    const pool = createPool(database.url, size1);
    await pool.borrow(async (lease) => {
      await lease.command({ text: "begin" });
      await lease.command({ text: "select 1/0" }).catch(() => {});
      await lease.command({ text: "rollback" });
    });
    expect(pool.stats()).toMatchObject({ idle: 1, destroyed: 0 });
  });

  test("has the statement cut off that it did not wait for", async () => {
    const pool = createPool(database.url, size1);
    let running: Promise<unknown> | undefined;
    let queued: Promise<unknown> | undefined;
    const work = pool.borrow(async (lease) => {
      running = lease.value({ text: "select pg_sleep(60)" });
      queued = lease.value({ text: "select 1" });
    });
    await expect(work).rejects.toThrow("ended while a statement was running, which was cut off");
    await expect(running).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
    await expect(queued).rejects.toThrow("was used after its work had ended");
    expect(await pool.borrow((lease) => lease.value({ text: "select 2" }))).toBe(2);
    expect(pool.stats()).toMatchObject({ created: 2, destroyed: 1 });
  });

  test("ends nothing but itself when nobody listens to the statement", async () => {
    const pool = createPool(database.url, size1);
    const work = pool.borrow(async (lease) => {
      void lease.value({ text: "select 1/0" });
      await lease.value({ text: "select 1" });
    });
    await work;
    expect(pool.stats()).toMatchObject({ idle: 1, destroyed: 0 });
  });
});
