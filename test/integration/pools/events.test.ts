import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Pool, PoolEvent } from "../../../src/pools/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { backendOf, createPool, hold, until } from "./support.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.dispose());

const size1 = { size: 1, overflow: 0 };

function listen(pool: Pool, kind: PoolEvent["kind"]): PoolEvent[] {
  const events: PoolEvent[] = [];
  pool.on((event) => {
    if (event.kind === kind) events.push(event);
  });
  return events;
}

const common = { database: "shop", at: expect.any(Date) };

describe("what is announced", () => {
  test("a connection that was made, and one that was lost", async () => {
    const pool = createPool(database.url, size1);
    const connected = listen(pool, "Connected");
    const removed = listen(pool, "Removed");
    await pool.open();
    expect(connected).toEqual([{ ...common, kind: "Connected", ms: expect.any(Number) }]);
    const pid = await pool.borrow(backendOf);
    await database.query("select pg_terminate_backend($1::int)", [pid]);
    await until(() => removed.length === 1);
    const error = expect.objectContaining({ code: "DATABASE_UNAVAILABLE" });
    expect(removed).toEqual([{ ...common, kind: "Removed", reason: "lost", error }]);
  });

  test("a pool whose connections are all lent, once, and a borrower who waited in vain", async () => {
    const pool = createPool(database.url, { ...size1, acquireTimeout: 20 });
    const exhausted = listen(pool, "NearExhaustion");
    const timedOut = listen(pool, "AcquireTimedOut");
    await pool.open();
    const loan = await hold(pool);
    const waiting = [pool.borrow(backendOf), pool.borrow(backendOf)];
    for (const each of await Promise.allSettled(waiting)) {
      expect(each).toMatchObject({ status: "rejected", reason: { code: "POOL_EXHAUSTED" } });
    }
    expect(exhausted).toEqual([{ ...common, kind: "NearExhaustion", inUse: 1, waiting: 1 }]);
    expect(timedOut).toHaveLength(2);
    expect(timedOut[0]).toEqual({ ...common, kind: "AcquireTimedOut", waitedMs: expect.any(Number) });
    await loan.giveBack();
    const again = await hold(pool);
    await expect(pool.borrow(backendOf)).rejects.toMatchObject({ code: "POOL_EXHAUSTED" });
    expect(exhausted).toHaveLength(2);
    await again.giveBack();
  });

  test("a borrower who waited for more than half of the time", async () => {
    const pool = createPool(database.url, { ...size1, acquireTimeout: 4_000 });
    const slow = listen(pool, "SlowAcquire");
    await pool.open();
    const loan = await hold(pool);
    const waiting = pool.borrow(backendOf);
    await loan.lease.value({ text: "select pg_sleep(2.1)", effects: "none" });
    await loan.giveBack();
    await waiting;
    expect(slow).toEqual([{ ...common, kind: "SlowAcquire", waitedMs: expect.any(Number) }]);
  });

  test("a lease that is held for long, once, with where it was taken", async () => {
    const pool = createPool(database.url, { size: 2, overflow: 0, leakWarning: 30 });
    const leaks = listen(pool, "LeakSuspected");
    // The first stack of so many is noted, and each one once there was a suspicion.
    const loan = await hold(pool);
    const [other] = await Promise.all([pool.lease(), backendOf(loan.lease)]);
    await until(() => leaks.length === 2);
    expect(leaks).toEqual([
      {
        ...common,
        kind: "LeakSuspected",
        heldMs: expect.any(Number),
        takenAt: expect.stringMatching(/^\s+at hold \(.*support\.ts:\d+/),
        lastStatement: "select pg_backend_pid()",
      },
      { ...common, kind: "LeakSuspected", heldMs: expect.any(Number), takenAt: undefined, lastStatement: undefined },
    ]);
    // That they were told of changes nothing of who holds what.
    expect(pool.leases().map(({ statement }) => statement)).toEqual(["select pg_backend_pid()", undefined]);
    await other.release();
    expect(pool.leases()).toHaveLength(1);
    const third = await pool.lease();
    await until(() => leaks.length === 3);
    expect(leaks[2]).toMatchObject({ takenAt: expect.stringMatching(/^\s+at .*events\.test\.ts:\d+/) });
    await third.release();
    await loan.giveBack();
    await pool.borrow(async () => {});
    expect(leaks).toHaveLength(3);
    expect(pool.leases()).toEqual([]);
  });

  test("nothing to a listener that has left, and the same to each that has not", async () => {
    const pool = createPool(database.url, size1);
    const seen: string[] = [];
    const listener = (event: PoolEvent) => seen.push(event.kind);
    const leave = pool.on(listener);
    pool.on(listener);
    leave();
    leave();
    await pool.open();
    expect(seen).toEqual(["Connected"]);
  });
});

describe("statistics", () => {
  test("are of one moment, and of every statement", async () => {
    const pool = createPool(database.url, { size: 2, overflow: 2 });
    expect(pool.stats()).toMatchObject({ queries: 0, errors: 0, lastUsedAt: undefined, utilization: 0 });
    expect(pool.stats().queryMs).toEqual({ count: 0, mean: 0, p50: 0, p95: 0, p99: 0, max: 0 });
    await pool.open();
    await pool.value({ text: "select pg_sleep(0.02)", effects: "none" });
    await pool.value({ text: "select 1 / 0", effects: "none" }).catch(() => {});
    const stats = pool.stats();
    expect(stats).toMatchObject({ queries: 2, errors: 1, acquired: 2, released: 2 });
    expect(stats.queryMs.count).toBe(2);
    expect(stats.queryMs.max).toBeGreaterThanOrEqual(20);
    expect(stats.queryMs.p50).toBeLessThanOrEqual(stats.queryMs.p95);
    expect(stats.queryMs.p99).toBeLessThanOrEqual(stats.queryMs.max);
    expect(stats.acquireMs).toMatchObject({ count: 2, p50: 0 });
    expect(stats.lastUsedAt?.getTime()).toBeLessThanOrEqual(Date.now());
    const loan = await hold(pool);
    expect(pool.stats().utilization).toBe(0.25);
    await loan.giveBack();
  });

  test("tell a wait from a connection that was there", async () => {
    const pool = createPool(database.url, size1);
    await pool.open();
    const loan = await hold(pool);
    const waiting = pool.value({ text: "select 1", effects: "none" });
    await loan.lease.value({ text: "select pg_sleep(0.03)", effects: "none" });
    await loan.giveBack();
    await waiting;
    const { acquireMs } = pool.stats();
    expect(acquireMs.count).toBe(2);
    expect(acquireMs.p50).toBe(0);
    expect(acquireMs.p99).toBeGreaterThanOrEqual(30);
    expect(acquireMs.max).toBeGreaterThanOrEqual(acquireMs.p99 * 0.99);
  });
});

describe("operations of one's own", () => {
  test("are timed by name, also those that fail", async () => {
    const pool = createPool(database.url, size1);
    const checkout = (text: string) => pool.timed("checkout", () => pool.value({ text, effects: "none" }));
    expect(await checkout("select 1 from pg_sleep(0.02)")).toBe(1);
    await expect(checkout("select 1 / 0")).rejects.toMatchObject({ code: "INVALID_VALUE" });
    await pool.timed("__proto__", async () => {});
    const { operations } = pool.stats();
    expect(Object.keys(operations)).toEqual(["checkout", "__proto__"]);
    expect(operations.checkout).toMatchObject({ count: 2, failed: 1 });
    expect(operations.checkout?.max).toBeGreaterThanOrEqual(20);
  });

  test("under more names than anybody reads are counted together", async () => {
    const pool = createPool(database.url, size1);
    for (let name = 0; name < 1_010; name += 1) await pool.timed(`name ${name}`, async () => {});
    const { operations } = pool.stats();
    expect(Object.keys(operations)).toHaveLength(1_001);
    expect(operations["(others)"]?.count).toBe(10);
  });

  test("are done again where they may succeed, and only there", async () => {
    const pool = createPool(database.url, size1);
    let attempts = 0;
    const failing = (sqlstate: string, times: number) => () => {
      attempts += 1;
      const text = `do $$ begin raise exception using errcode = '${sqlstate}'; end $$`;
      return attempts <= times ? pool.command({ text }) : Promise.resolve(attempts);
    };
    expect(await pool.retried(failing("40001", 2))).toBe(3);
    expect(pool.stats().retried).toBe(2);
    attempts = 0;
    await expect(pool.retried(failing("40001", 9), { retries: 1 })).rejects.toMatchObject({
      code: "SERIALIZATION_FAILURE",
    });
    expect(attempts).toBe(2);
    attempts = 0;
    await expect(pool.retried(failing("22012", 9))).rejects.toMatchObject({ code: "INVALID_VALUE" });
    expect(attempts).toBe(1);
    const controller = new AbortController();
    const work = pool.retried(
      async () => {
        queueMicrotask(() => controller.abort());
        await failing("40001", 99)();
      },
      { signal: controller.signal },
    );
    await expect(work).rejects.toMatchObject({ code: expect.stringMatching(/REQUEST_ABORTED|SERIALIZATION_FAILURE/) });
  });
});

describe("a lease of one's own", () => {
  test("is held until it is released", async () => {
    const pool = createPool(database.url, size1);
    const lease = await pool.lease();
    expect(await lease.value({ text: "select 1", effects: "none" })).toBe(1);
    expect(pool.stats()).toMatchObject({ inUse: 1 });
    await lease.release();
    expect(pool.stats()).toMatchObject({ inUse: 0, idle: 1 });
    await expect(lease.release()).rejects.toThrow("was released twice");
    await expect(lease.value({ text: "select 1" })).rejects.toThrow("was used after its work had ended");
    await lease[Symbol.asyncDispose]();
    expect(pool.stats()).toMatchObject({ acquired: 1, released: 1 });
  });

  test("that is released inside a transaction says so, and its connection is never lent on", async () => {
    const pool = createPool(database.url, size1);
    const lease = await pool.lease();
    const pid = await backendOf(lease);
    await lease.command({ text: "begin" });
    await expect(lease[Symbol.asyncDispose]()).rejects.toThrow("ended inside a transaction");
    expect(await pool.borrow(backendOf)).not.toBe(pid);
  });

  test("ends with its signal", async () => {
    const pool = createPool(database.url, size1);
    const controller = new AbortController();
    const lease = await pool.lease({ signal: controller.signal });
    const sleep = lease.value({ text: "select pg_sleep(60)" });
    controller.abort();
    await expect(sleep).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
    await lease.release();
    expect(pool.stats()).toMatchObject({ created: 1, idle: 1 });
  });
});
