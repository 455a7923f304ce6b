import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { backendOf, createPool, expectBalance, until } from "./support.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase("create table ledger (id int primary key)");
});
afterAll(() => database.dispose());

const size1 = { size: 1, overflow: 0 };
const sleep = { text: "select pg_sleep(60)" };

const isActive = async (pid: unknown) => {
  const text = "select 1 from pg_stat_activity where pid = $1 and state = 'active' and wait_event = 'PgSleep'";
  return (await database.query(text, [pid])).length === 1;
};

describe("a borrower who leaves", () => {
  test("ends its statement on the server, and the connection is lent on", async () => {
    const pool = createPool(database.url, size1);
    const pid = await pool.borrow(backendOf);
    const controller = new AbortController();
    const work = pool.value(sleep, { signal: controller.signal });
    const refused = expect(work).rejects.toMatchObject({
      code: "REQUEST_ABORTED",
      details: { database: "shop" },
      cause: "gone",
    });
    await until(() => isActive(pid));
    controller.abort("gone");
    await refused;
    expect(await isActive(pid)).toBe(false);
    expect(await pool.borrow(backendOf)).toBe(pid);
    expectBalance(pool);
  });

  test("starts no further statement, and takes nothing from later borrowers", async () => {
    const pool = createPool(database.url, size1);
    const controller = new AbortController();
    const outcomes: unknown[] = [];
    const work = pool.borrow(
      async (lease) => {
        const answers = [lease.value({ text: "select 1" }), lease.value(sleep), lease.value({ text: "select 3" })];
        for (const answer of await Promise.allSettled(answers)) outcomes.push(answer);
        await lease.value({ text: "select 4" });
      },
      { signal: controller.signal },
    );
    const refused = expect(work).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
    await until(() => pool.stats().queries === 1);
    controller.abort();
    await refused;
    const aborted = { status: "rejected", reason: expect.objectContaining({ code: "REQUEST_ABORTED" }) };
    expect(outcomes).toEqual([{ status: "fulfilled", value: 1 }, aborted, aborted]);
    expect(await pool.value({ text: "select 5" })).toBe(5);
  });

  test("at any moment never hits the statement of the next", async () => {
    const pool = createPool(database.url, { size: 2, overflow: 0 });
    await pool.open();
    for (let round = 0; round < 150; round += 1) {
      const controller = new AbortController();
      const work = pool.value({ text: `select pg_sleep(0.00${round % 8})` }, { signal: controller.signal });
      const settled = work.then(
        () => "answered",
        (error: { code: string }) => error.code,
      );
      const pause = round % 11;
      for (let tick = 0; tick < pause; tick += 1) await new Promise((resolve) => setImmediate(resolve));
      controller.abort();
      const next = Array.from({ length: 4 }, () => pool.value({ text: "select 1 from pg_sleep(0.001)" }));
      expect(await Promise.all(next)).toEqual([1, 1, 1, 1]);
      expect(["answered", "REQUEST_ABORTED"]).toContain(await settled);
    }
    expectBalance(pool);
    expect(pool.stats()).toMatchObject({ inUse: 0, waiting: 0 });
  });

  test("before the connection was given counts as never having asked", async () => {
    const pool = createPool(database.url, size1);
    await expect(pool.value(sleep, { signal: AbortSignal.abort("gone") })).rejects.toMatchObject({
      code: "REQUEST_ABORTED",
      cause: "gone",
    });
    expect(pool.stats()).toMatchObject({ acquired: 0, waiting: 0 });
  });
});

test("a backend that does not even answer a cancel is given up, and its connection replaced", async () => {
  const pool = createPool(database.url, { ...size1, queryTimeout: 1_000 });
  const pid = Number(await pool.borrow(backendOf));
  // Stopped, it reads no signal until it goes on.
  process.kill(pid, "SIGSTOP");
  try {
    await expect(pool.value({ text: "select 1" })).rejects.toMatchObject({
      code: "STATEMENT_TIMEOUT",
      details: { limit: "queryTimeout" },
    });
    expect(await pool.borrow(backendOf)).not.toBe(pid);
    expect(pool.stats()).toMatchObject({ created: 2, destroyed: 1 });
  } finally {
    process.kill(pid, "SIGCONT");
  }
});

test("who leaves while the connection is on its way sends nothing", async () => {
  const pool = createPool(database.url, size1);
  await pool.open();
  const before = new AbortController();
  const held = pool.lease({ signal: before.signal });
  before.abort();
  const lease = await held;
  await expect(lease.value(sleep)).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
  await lease.release();

  const during = new AbortController();
  let hasWorked = false;
  const work = pool.withTransaction(
    async (transaction) => {
      await transaction.command({ text: "insert into ledger values (7)", effects: "rows" });
      hasWorked = true;
    },
    { signal: during.signal },
  );
  during.abort();
  await expect(work).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
  expect(hasWorked).toBe(false);
  expect(await database.query("select 1 from ledger where id = 7")).toEqual([]);
  expect(pool.stats()).toMatchObject({ inUse: 0, inTransaction: 0, waiting: 0 });
});

test("a cancel that reaches the server before its statement is repeated", async () => {
  const pool = createPool(database.url, size1);
  await pool.open();
  for (let round = 0; round < 20; round += 1) {
    const controller = new AbortController();
    const work = pool.value(sleep, { signal: controller.signal });
    controller.abort();
    await expect(work).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
  }
  expect(pool.stats()).toMatchObject({ created: 1, idle: 1, destroyed: 0 });
});

describe("a statement that only reads", () => {
  const reading = { text: "select pg_backend_pid()", effects: "none" } as const;

  test("is sent once more where its connection was lost", async () => {
    const pool = createPool(database.url, size1);
    const pid = await pool.value(reading);
    const sleep = `pg_sleep(case pg_backend_pid() when ${pid} then 60 else 0 end)`;
    const slow = pool.value({ text: `select pg_backend_pid() from ${sleep}`, effects: "none" });
    await until(() => isActive(pid));
    await database.query("select pg_terminate_backend($1::int)", [pid]);
    expect(await slow).not.toBe(pid);
    expect(pool.stats()).toMatchObject({ created: 2, errors: 1 });
  });

  test("is not where it may have written", async () => {
    const pool = createPool(database.url, size1);
    const pid = await pool.value(reading);
    const slow = pool.command({ text: "insert into ledger select 1 from pg_sleep(60)", effects: "rows" });
    const refused = expect(slow).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    await until(() => isActive(pid));
    await database.query("select pg_terminate_backend($1::int)", [pid]);
    await refused;
    expect(await database.query("select * from ledger")).toEqual([]);
  });
});
