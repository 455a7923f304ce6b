import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { backendOf, createPool, hold, until } from "./support.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.dispose());

/** What became of those who asked: the codes, as many as there were of each. */
async function codes(asked: readonly Promise<unknown>[]) {
  const ends = await Promise.all(asked.map((each) => each.then(() => "served").catch(({ code }) => String(code))));
  return Object.fromEntries([...Map.groupBy(ends, (end) => end)].map(([end, { length }]) => [end, length]));
}

describe("whoever gets no connection is counted", () => {
  const size1 = { size: 1, overflow: 0 };

  test("who waits in vain, or finds too many waiting; not who leaves", async () => {
    const pool = createPool(database.url, { ...size1, acquireTimeout: 100, maxWaiting: 3 });
    await pool.open();
    const loan = await hold(pool);
    const leaving = new AbortController();
    const asked = [
      pool.borrow(backendOf, { signal: leaving.signal }),
      pool.borrow(backendOf),
      pool.value({ text: "select 1" }),
      pool.borrow(backendOf),
      pool.borrow(backendOf, { signal: AbortSignal.abort() }),
    ];
    leaving.abort();
    expect(await codes(asked)).toEqual({ REQUEST_ABORTED: 2, POOL_EXHAUSTED: 3 });
    expect(pool.stats()).toMatchObject({ refused: 3, timeouts: 2, errors: 0 });
    await loan.giveBack();
    await pool.borrow(backendOf);
    expect(pool.stats().refused).toBe(3);
  });

  test("transactions, each once", async () => {
    const pool = createPool(database.url, { size: 2, overflow: 0, acquireTimeout: 100, maxWaiting: 1 });
    await pool.open();
    const end = Promise.withResolvers<void>();
    const first = pool.withTransaction(() => end.promise);
    await until(() => pool.stats().inTransaction === 1);
    const asked = [pool.withTransaction(async () => {}), pool.withTransaction(async () => {})];
    expect(await codes(asked)).toEqual({ POOL_EXHAUSTED: 2 });
    expect(pool.stats()).toMatchObject({ refused: 2, timeouts: 1 });
    const last = codes([pool.withTransaction(async () => {})]);
    expect(pool.stats().waiting).toBe(1);
    const closed = pool.close();
    expect(await last).toEqual({ POOL_CLOSED: 1 });
    expect(await codes([pool.withTransaction(async () => {})])).toEqual({ POOL_CLOSED: 1 });
    end.resolve();
    await Promise.all([first, closed]);
    expect(pool.stats().refused).toBe(4);
  });

  test("who waits while the pool closes, and who comes after it", async () => {
    const pool = createPool(database.url, size1);
    const loan = await hold(pool);
    const waiting = codes([pool.borrow(backendOf), pool.borrow(backendOf)]);
    const closed = pool.close();
    expect(await waiting).toEqual({ POOL_CLOSED: 2 });
    expect(await codes([pool.borrow(backendOf)])).toEqual({ POOL_CLOSED: 1 });
    await loan.giveBack();
    await closed;
    expect(pool.stats().refused).toBe(3);
  });

  test("who finds the database away", async () => {
    const server = new URL(database.url);
    server.port = "1";
    const pool = createPool(server.href, { breaker: { failures: 1, resetAfter: 60_000 } });
    const first = await codes(Array.from({ length: 10 }, () => pool.borrow(backendOf)));
    expect(first).toEqual({ DATABASE_UNAVAILABLE: 10 });
    expect(await codes([pool.borrow(backendOf), pool.withTransaction(async () => {})])).toEqual({ CIRCUIT_OPEN: 2 });
    expect(pool.stats()).toMatchObject({ refused: 12, errors: 0, acquired: 0 });
  });
});
