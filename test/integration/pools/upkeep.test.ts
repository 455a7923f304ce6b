import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Pool, PoolEvent } from "../../../src/pools/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { backendOf, createPool, expectBalance, hold, until } from "./support.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.dispose());

const size1 = { size: 1, overflow: 0 };
const read = { text: "select 1", effects: "none" } as const;

function eventsOf(pool: Pool): PoolEvent[] {
  const events: PoolEvent[] = [];
  pool.on((event) => events.push(event));
  return events;
}

const reasonsOf = (events: readonly PoolEvent[]) =>
  events.flatMap((event) => (event.kind === "Removed" ? [event.reason] : []));

describe("a connection", () => {
  test.each([1, 3])("is lent %i times, and then replaced", async (maxUses) => {
    const pool = createPool(database.url, { ...size1, maxUses });
    const events = eventsOf(pool);
    const backends: unknown[] = [];
    for (let use = 0; use < 3 * maxUses; use += 1) {
      backends.push(await pool.value({ text: "select pg_backend_pid()", effects: "none" }));
    }
    expect(new Set(backends).size).toBe(3);
    expect(new Set(backends.slice(0, maxUses)).size).toBe(1);
    await until(() => pool.stats().destroyed === 3);
    expect(reasonsOf(events)).toEqual(["expired", "expired", "expired"]);
    expectBalance(pool);
  });

  test("is replaced when it is old, never while it is lent", async () => {
    const pool = createPool(database.url, { size: 4, overflow: 0, maxLifetime: 1_000 });
    const events = eventsOf(pool);
    await pool.open();
    const loan = await hold(pool);
    const pid = await backendOf(loan.lease);
    await until(() => reasonsOf(events).length >= 3);
    expect(await backendOf(loan.lease)).toBe(pid);
    await loan.giveBack();
    await until(() => reasonsOf(events).length >= 4 && pool.stats().idle === 4);
    expect(new Set(reasonsOf(events))).toEqual(new Set(["expired"]));
  });

  test("of fifty that grow old together is one of few that are replaced together", async () => {
    const pool = createPool(database.url, { size: 50, overflow: 0, maxLifetime: 1_000, connectTimeout: 30_000 });
    const removed: number[] = [];
    pool.on((event) => {
      if (event.kind === "Removed") removed.push(event.at.getTime());
    });
    await pool.open();
    await until(() => removed.length >= 50);
    // A tenth in a tenth of a second; a stalled machine makes it fewer, never more.
    const first = removed[0] ?? 0;
    const most = Math.max(...removed.map((at) => removed.filter((other) => other >= at && other < at + 100).length));
    expect(first).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(6);
  });
});

describe("a connection that was idle for long", () => {
  const settings = { ...size1, validateAfterIdle: 0 };

  test("is tested before it is lent", async () => {
    const pool = createPool(database.url, {
      ...settings,
      applicationName: "tested",
      validationQuery: "select 'probe'",
    });
    await pool.open();
    const pid = await pool.borrow(backendOf);
    await pool.borrow(async () => {
      const text = "select query from pg_stat_activity where application_name = 'tested'";
      expect(await database.query(text)).toEqual([{ query: "select 'probe'" }]);
    });
    expect(await pool.borrow(backendOf)).toBe(pid);
    expect(pool.stats()).toMatchObject({ created: 1, validationFailures: 0 });
  });

  test("and does not work is replaced unseen", async () => {
    const pool = createPool(database.url, { ...settings, validationQuery: "select 1 / 0" });
    const events = eventsOf(pool);
    await pool.open();
    expect(await pool.value(read)).toBe(1);
    expect(pool.stats()).toMatchObject({ created: 2, validationFailures: 1, errors: 0 });
    expect(events).toContainEqual(expect.objectContaining({ kind: "ValidationFailed", database: "shop" }));
    expect(reasonsOf(events)).toEqual(["invalid"]);
    expectBalance(pool);
  });

  test("and does not answer is given up in time for the borrower", async () => {
    const pool = createPool(database.url, { ...settings, size: 3, acquireTimeout: 5_000, applicationName: "stopped" });
    await pool.open();
    const text = "select pid from pg_stat_activity where application_name = 'stopped'";
    const pids = (await database.query(text)).map(({ pid }) => Number(pid));
    expect(pids).toHaveLength(3);
    for (const pid of pids) process.kill(pid, "SIGSTOP");
    try {
      expect(await pool.value(read)).toBe(1);
      expect(pids).not.toContain(await pool.borrow(backendOf));
      await until(() => pool.stats().validationFailures === 3);
    } finally {
      for (const pid of pids) process.kill(pid, "SIGCONT");
    }
  });
});

describe("a pool that nobody uses", () => {
  test("closes its connections, and opens them again for the next borrower", async () => {
    const pool = createPool(database.url, { size: 3, overflow: 0, closeAfterUnused: 1_000 });
    const events = eventsOf(pool);
    await pool.open();
    expect(await pool.value(read)).toBe(1);
    await until(() => pool.stats().state === "resting" && pool.stats().total === 0);
    expect(reasonsOf(events)).toEqual(["unused", "unused", "unused"]);
    expect(await pool.value(read)).toBe(1);
    expect(pool.stats().state).toBe("open");
    await until(() => pool.stats().total === 3);
    expectBalance(pool);
  });

  test("is also one that was only opened", async () => {
    const pool = createPool(database.url, { ...size1, closeAfterUnused: 50 });
    await pool.open();
    await until(() => pool.stats().state === "resting" && pool.stats().total === 0);
  });

  test("is not one that somebody uses for long", async () => {
    const pool = createPool(database.url, { ...size1, closeAfterUnused: 20 });
    await pool.value(read);
    const loan = await hold(pool);
    await loan.lease.value({ text: "select pg_sleep(0.1)", effects: "none" });
    expect(pool.stats()).toMatchObject({ state: "open", inUse: 1 });
    await loan.giveBack();
    await until(() => pool.stats().state === "resting");
  });

  test("stays as it is where that is switched off", async () => {
    const pool = createPool(database.url, { ...size1, closeAfterUnused: 0, leakWarning: 0 });
    await pool.value(read);
    expect(pool.stats()).toMatchObject({ state: "open", idle: 1 });
  });
});
