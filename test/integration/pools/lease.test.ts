import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Lease } from "../../../src/pools/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { backendOf, createPool } from "./support.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await database.query("create table fruit (id int primary key, name text unique, price numeric check (price > 0))");
  await database.query("insert into fruit values (1, 'apple', 0.10), (2, 'pear', 2.50)");
  await database.query(
    "create function complain() returns void language plpgsql as $$ begin raise 'Not today.'; end $$",
  );
});
afterAll(() => database.dispose());

const size1 = { size: 1, overflow: 0 };

describe("answers", () => {
  test("come as rows, one row, one value and a count", async () => {
    await createPool(database.url).borrow(async (lease) => {
      const text = "select id, name from fruit where id = any($1) order by id";
      expect(await lease.query({ text, values: [[1, 2]] })).toEqual([
        { id: 1, name: "apple" },
        { id: 2, name: "pear" },
      ]);
      expect(await lease.query({ text, values: [[]] })).toEqual([]);
      expect(await lease.one({ text, values: [[2]] })).toEqual({ id: 2, name: "pear" });
      expect(await lease.one({ text, values: [[3]] })).toBeUndefined();
      expect(await lease.value({ text: 'select name as "b", id as "1" from fruit where id = 2' })).toBe("pear");
      expect(await lease.value({ text, values: [[3]] })).toBeUndefined();
      expect(await lease.value({ text: "select null" })).toBeNull();
      expect(await lease.command({ text: "update fruit set price = price where id < $1", values: [9] })).toBe(2);
      expect(await lease.command({ text: "create temp table scratch ()" })).toBe(0);
    });
  });

  test.each([
    ["true", true],
    ["2::int2", 2],
    ["-2147483648", -2147483648],
    ["4294967295::oid", 4294967295],
    ["0.1::float4", 0.1],
    ["1.7976931348623157e308::float8", Number.MAX_VALUE],
    ["'NaN'::float8", Number.NaN],
    ["9007199254740993", "9007199254740993"],
    ["0.10::numeric", "0.10"],
    ['\'{"b": 1.0,  "a": 2}\'::json', '{"b": 1.0,  "a": 2}'],
    ['\'{"b": 1.0,  "a": 2}\'::jsonb', '{"a": 2, "b": 1.0}'],
    ["'2020-02-29 12:00:00.123456+02'::timestamptz", "2020-02-29 10:00:00.123456+00"],
    ["'infinity'::date", "infinity"],
    ["'1 year 2 days'::interval", "P1Y2D"],
    ["'\\xCAFE'::bytea", "\\xcafe"],
    ["'{1,null}'::int[]", "{1,NULL}"],
  ])("decode %s", async (sql, expected) => {
    expect(await createPool(database.url).borrow((lease) => lease.value({ text: `select ${sql}` }))).toEqual(expected);
  });

  test.each([
    ["text", 'it\'s \\ "quoted"', 'it\'s \\ "quoted"'],
    ["int8", 9223372036854775807n, "9223372036854775807"],
    ["float8", 0.1, 0.1],
    ["bool", false, false],
    ["text", null, null],
    ["int8[]", [1n, [2n], null].flat(), "{1,2,NULL}"],
    ["text[]", ['a"b', "c,d", "\\", "NULL", ""], '{"a\\"b","c,d","\\\\","NULL",""}'],
  ])("take a bound %s", async (type, value, expected) => {
    const statement = { text: `select $1::${type}`, values: [value] };
    expect(await createPool(database.url).borrow((lease) => lease.value(statement))).toEqual(expected);
  });
});

describe("a session", () => {
  test("has the limits and the name of the settings", async () => {
    const settings = { statementTimeout: 12_000, lockTimeout: 0, idleInTransactionTimeout: 7_000 };
    const shown = await createPool(database.url, settings).borrow((lease) =>
      lease.query({
        text: "select name, setting from pg_settings where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'application_name', 'TimeZone', 'default_transaction_read_only')",
      }),
    );
    expect(Object.fromEntries(shown.map(({ name, setting }) => [name, setting]))).toEqual({
      statement_timeout: "12000",
      lock_timeout: "0",
      idle_in_transaction_session_timeout: "7000",
      application_name: "sluice/shop",
      TimeZone: "UTC",
      default_transaction_read_only: "off",
    });
  });

  test("cannot write where the database is read only", async () => {
    const write = createPool(database.url, {}, true).borrow((lease) => lease.command({ text: "delete from fruit" }));
    await expect(write).rejects.toMatchObject({ code: "READ_ONLY", details: { database: "shop" } });
  });
});

describe("errors", () => {
  test.each([
    ["insert into fruit values (1, 'plum', 1)", "UNIQUE_VIOLATION"],
    ["insert into fruit values (3, 'plum', -1)", "CHECK_VIOLATION"],
    ["insert into fruit values (null, 'plum', 1)", "NOT_NULL_VIOLATION"],
    ["select 'secret'::int", "INVALID_VALUE"],
    ["select secret", "SCHEMA_CHANGED"],
    ["select 1; select 2", "INTERNAL_SERVER_ERROR"],
    ["select complain()", "RAISED"],
  ])("of %s", async (text, code) => {
    const pool = createPool(database.url, size1);
    const backend = await pool.borrow(backendOf);
    const error = await pool.borrow((lease) => lease.command({ text })).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toContain("secret");
    // An error of a statement is no fault of the connection.
    expect(await pool.borrow(backendOf)).toBe(backend);
  });

  test("leave the lease usable", async () => {
    await createPool(database.url).borrow(async (lease) => {
      await expect(lease.value({ text: "select 1/0" })).rejects.toMatchObject({ code: "INVALID_VALUE" });
      expect(await lease.value({ text: "select 1" })).toBe(1);
      await expect(lease.value({ text: "select $1", values: [undefined] })).rejects.toThrow(TypeError);
      expect(await lease.value({ text: "select 2" })).toBe(2);
    });
  });
});

describe("statements of parallel callers", () => {
  test("run one after the other, in the order of the calls", async () => {
    const pool = createPool(database.url);
    const answers = await pool.borrow((lease) =>
      Promise.all([
        lease.value({ text: "select 1 from pg_sleep(0.02)" }),
        lease.value({ text: "select 1/0" }).catch(() => "failed"),
        lease.value({ text: "select 3" }),
        lease.command({ text: "select 4" }),
      ]),
    );
    expect(answers).toEqual([1, "failed", 3, 1]);
    expect(pool.stats().created).toBe(1);
  });

  test("are not sent after the work has ended", async () => {
    const pool = createPool(database.url);
    let kept: Lease | undefined;
    await pool.borrow(async (lease) => {
      kept = lease;
    });
    const late = 'A lease of database "shop" was used after its work had ended. Await every statement inside the work.';
    await expect(kept?.query({ text: "select 1" })).rejects.toThrow(late);
    await expect(kept?.value({ text: "select 1" })).rejects.toThrow(late);
  });
});

describe("prepared statements", () => {
  const prepared = { text: "select count(*)::int from pg_prepared_statements" };

  test("are prepared once by name", async () => {
    await createPool(database.url, size1).borrow(async (lease) => {
      const statement = { text: "select $1::int as n", name: "one" };
      expect(await lease.one({ ...statement, values: [1] })).toEqual({ n: 1 });
      expect(await lease.one({ ...statement, values: [2] })).toEqual({ n: 2 });
      expect(await lease.value(prepared)).toBe(1);
    });
  });

  test("are at most 200 on a connection, and none has a name that Postgres would cut", async () => {
    await createPool(database.url, size1).borrow(async (lease) => {
      await lease.value({ text: "select 1", name: "x".repeat(64) });
      expect(await lease.value(prepared)).toBe(0);
      const read = (i: number) => lease.value({ text: `select ${i}`, name: `name ${i}` });
      const names = () =>
        lease.value({ text: "select array_agg(name order by name)::text from pg_prepared_statements" });
      for (let i = 0; i < 200; i += 1) expect(await read(i)).toBe(i);
      const before = await names();
      expect(await lease.value(prepared)).toBe(200);
      expect(await read(7)).toBe(7);
      expect(await names()).toBe(before);

      for (let i = 0; i < 199; i += 1) expect(await read(1000 + i)).toBe(1000 + i);
      expect(await lease.value(prepared)).toBe(200);
      expect(await names()).toContain('"name 7"');
      expect(await names()).not.toContain('"name 8"');
      expect(await read(8)).toBe(8);
      expect(await names()).toContain('"name 8"');
    });
  });

  test("are prepared anew when the table has changed under them", async () => {
    await database.query("create table box (content int)");
    const pool = createPool(database.url, size1);
    const statement = { text: "select * from box", name: "box" };
    const read = () => pool.borrow((lease) => lease.query(statement));
    await read();
    await database.query("alter table box alter content type text; insert into box values ('full')");
    expect(await read()).toEqual([{ content: "full" }]);

    await database.query("alter table box add lid text");
    const within = pool.borrow(async (lease) => {
      await lease.command({ text: "begin" });
      await lease.query(statement).finally(() => lease.command({ text: "rollback" }));
    });
    await expect(within).rejects.toMatchObject({ code: "SCHEMA_CHANGED", details: { retryable: true } });
    expect(await read()).toEqual([{ content: "full", lid: null }]);

    await database.query("drop table box");
    await expect(read()).rejects.toMatchObject({ code: "SCHEMA_CHANGED" });
    expect(pool.stats()).toMatchObject({ created: 1, destroyed: 0 });
  });
});
