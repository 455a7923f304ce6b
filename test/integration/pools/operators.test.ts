import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PoolEvent } from "../../../src/pools/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { backendOf, createPool, hold, until } from "./support.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.dispose());

const size1 = { size: 1, overflow: 0 };

test("what was asked for is announced with who asked", async () => {
  const pool = createPool(database.url, size1);
  await pool.open();
  const events: PoolEvent[] = [];
  pool.on((event) => events.push(event));
  pool.resize({ size: 2, by: "ada" });
  pool.drain({ by: "ada" });
  pool.resetBreaker({ by: "ada" });
  pool.resetStatements({ by: "ada" });
  await pool.close({ by: "ada" });
  await pool.reopen({ by: "grace" });
  const asked = events.filter((event) => "by" in event).map((event) => [event.kind, "by" in event && event.by]);
  expect(asked).toEqual([
    ["Resized", "ada"],
    ["Drained", "ada"],
    ["BreakerReset", "ada"],
    ["StatementsReset", "ada"],
    ["Closed", "ada"],
    ["Reopened", "grace"],
  ]);
});

describe("a look at the database", () => {
  const question = { text: "select 1 as one", effects: "none" } as const;

  test("takes a connection that nobody uses, and is no use itself", async () => {
    const pool = createPool(database.url, { ...size1, closeAfterUnused: 1_000 });
    await pool.open();
    expect(await pool.askIdle(question)).toEqual({ one: 1 });
    expect(pool.stats()).toMatchObject({ inUse: 0, idle: 1 });
    await until(async () => {
      await pool.askIdle(question);
      return pool.stats().state === "resting";
    });
    expect(await pool.askIdle(question)).toBeUndefined();
    expect(pool.stats()).toMatchObject({ state: "resting", total: 0 });
  });

  test("waits for nobody", async () => {
    const pool = createPool(database.url, size1);
    const loan = await hold(pool);
    expect(await pool.askIdle(question)).toBeUndefined();
    expect(pool.stats().waiting).toBe(0);
    await loan.giveBack();
  });
});

describe("a statement that somebody else wrote", () => {
  test("is the last one on its connection", async () => {
    const pool = createPool(database.url, size1);
    const before = await pool.borrow(backendOf);
    await pool.command({ text: "select 1", effects: "unknown" });
    expect(await pool.borrow(backendOf)).not.toBe(before);
    expect(pool.stats()).toMatchObject({ created: 2, destroyed: 1 });
  });

  test("answers as Postgres prints it, with columns of one name", async () => {
    const pool = createPool(database.url, size1);
    const text = "select 1.50 as a, null as a, true as b, 'x' as c union all select 2, 'n', false, ''";
    const table = await pool.borrow((lease) => lease.table({ text }));
    const rows = [
      ["1.50", null, "t", "x"],
      ["2", "n", "f", ""],
    ];
    expect(table).toEqual({ command: "SELECT", count: 2, columns: ["a", "a", "b", "c"], rows });
  });

  test("may answer less than the pool's other statements", async () => {
    const pool = createPool(database.url, size1);
    const text = "select repeat('x', 10000)";
    await expect(pool.value({ text, maxBytes: 5_000 })).rejects.toMatchObject({ code: "RESULT_TOO_LARGE" });
    expect(await pool.value({ text })).toHaveLength(10_000);
  });
});
