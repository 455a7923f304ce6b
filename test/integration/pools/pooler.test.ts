import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway } from "../../support/gateway.ts";
import { hasPgBouncer, type PgBouncer, startPgBouncer } from "../../support/pgbouncer.ts";
import { createPool, until } from "./support.ts";

const missing = "PgBouncer is not on this machine";

describe.skipIf(!hasPgBouncer)(`behind PgBouncer${hasPgBouncer ? "" : ` (skipped: ${missing})`}`, () => {
  let database: TestDatabase;
  let strict: PgBouncer;
  let lenient: PgBouncer;
  beforeAll(async () => {
    database = await createDatabase(`
      create table notes (id int primary key, at timestamptz, span interval);
      insert into notes values (1, '2024-01-01 00:00:00+00', '1 day 2 hours');
    `);
    // What a session of the role would print otherwise.
    await database.query(`alter database ${database.name} set timezone = 'Asia/Kathmandu'`);
    await database.query(`alter database ${database.name} set intervalstyle = 'postgres_verbose'`);
    strict = await startPgBouncer(database.url);
    lenient = await startPgBouncer(database.url, { ignore_startup_parameters: "options,extra_float_digits" });
  });
  afterAll(async () => {
    await strict?.stop();
    await lenient?.stop();
    await database?.dispose();
  });

  const settings = { size: 2, overflow: 2 };
  const row = "select row_to_json(n.*)::text from notes n where id = $1";
  const read = { text: row, values: [1], name: "row", effects: "none" } as const;
  const printed = '{"id":1,"at":"2024-01-01T00:00:00+00:00","span":"P1DT2H"}';
  const poolers = [
    ["that refuses settings", () => strict],
    ["that ignores settings", () => lenient],
  ] as const;

  test.each(poolers)("%s is found, and values are what they are without it", async (_, pooler) => {
    const pool = createPool(pooler().url, settings);
    await pool.open();
    expect(pool.stats()).toMatchObject({ isPooled: true, idle: 2 });
    for (let time = 0; time < 20; time += 1) expect(await pool.value(read)).toBe(printed);
    const parallel = await Promise.all(Array.from({ length: 40 }, () => pool.value(read)));
    expect(new Set(parallel)).toEqual(new Set([printed]));
    expect(await createPool(database.url, settings).value(read)).toBe(printed);
  });

  test.each(poolers)("%s keeps nothing of ours in its sessions", async (_, pooler) => {
    const pool = createPool(pooler().url, settings);
    for (let time = 0; time < 10; time += 1) await pool.value(read);
    await pool.value({ text: "select 1 / 0" }).catch(() => {});
    // Another client of the pooler gets the same sessions.
    const { Client } = await import("pg");
    const client = new Client({ connectionString: pooler().url });
    await client.connect();
    const { rows } =
      await client.query(`select current_setting('timezone') as zone, current_setting('statement_timeout') as time,
      (select count(*)::int from pg_prepared_statements) as prepared`);
    await client.end();
    expect(rows).toEqual([{ zone: "Asia/Kathmandu", time: "0", prepared: 0 }]);
  });

  test("a transaction has one session and our settings, and a statement of its own is one, too", async () => {
    const pool = createPool(strict.url, settings);
    const answer = await pool.withTransaction(
      async (transaction) => {
        await transaction.command({ text: "update notes set id = 2", effects: "rows" });
        await transaction.withTransaction((inner) =>
          inner.command({ text: "update notes set id = 3", effects: "rows" }),
        );
        return [
          await transaction.value({ text: "select row_to_json(n.*)::text from notes n" }),
          await transaction.value({ text: "show statement_timeout" }),
          await transaction.value({ text: "show transaction_isolation" }),
        ];
      },
      { isolation: "repeatable read" },
    );
    expect(answer).toEqual([printed.replace('"id":1', '"id":3'), "30s", "repeatable read"]);
    expect(await pool.command({ text: "update notes set id = 1", effects: "rows" })).toBe(1);
    await expect(pool.command({ text: "insert into notes values (1)", effects: "rows" })).rejects.toMatchObject({
      code: "UNIQUE_VIOLATION",
    });
    expect(await pool.value(read)).toBe(printed);
    expect(pool.stats()).toMatchObject({ committed: 1, rolledBack: 0 });
  });

  test("a statement that takes too long is cancelled through it", async () => {
    const pool = createPool(strict.url, { ...settings, queryTimeout: 1_000 });
    await expect(pool.value({ text: "select pg_sleep(60)" })).rejects.toMatchObject({
      code: "STATEMENT_TIMEOUT",
      details: { limit: "queryTimeout" },
    });
    expect(await pool.value(read)).toBe(printed);
    const sleeping = "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
    await until(async () => (await database.query(sleeping)).length === 0);
  });

  test("a database that may only be read stays so", async () => {
    const pool = createPool(strict.url, settings, true);
    await expect(pool.command({ text: "update notes set id = 9", effects: "rows" })).rejects.toMatchObject({
      code: "READ_ONLY",
    });
  });

  test("that gives each client a session may be said to be none", async () => {
    const session = await startPgBouncer(database.url, { pool_mode: "session", ignore_startup_parameters: "options" });
    try {
      const pool = createPool(session.url, { ...settings, size: 1, overflow: 0, pooler: "none" });
      expect(await pool.value({ text: "select 1" })).toBe(1);
      expect(pool.stats().isPooled).toBe(false);
    } finally {
      await session.stop();
    }
  });

  test("a gateway reads its catalog and answers", async () => {
    const gateway = await startGateway({ databases: { main: { url: strict.url, prefix: "", pool: settings } } });
    try {
      const query = '{ notes(where: {at: {gte: "2023-12-31T23:59:59Z"}}) { id at span } }';
      const rows = [{ id: 1, at: "2024-01-01T00:00:00+00:00", span: "P1DT2H" }];
      for (let time = 0; time < 5; time += 1) expect(await gateway.data(query)).toEqual({ notes: rows });
    } finally {
      await gateway.dispose();
    }
  });
});
