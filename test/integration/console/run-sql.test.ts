import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let reader: TestGateway;
let writer: TestGateway;
/** The same with less time. */
let hurried: readonly TestGateway[] = [];
beforeAll(async () => {
  database = await createDatabase(`
    create table notes (id int primary key, body text);
    create sequence numbers;
    create procedure sneak() language plpgsql as $$ begin commit; insert into notes values (99, 'sneaked'); end $$;
    create function write_anyway() returns int language plpgsql as $$
      begin
        perform set_config('transaction_read_only', 'off', true);
        insert into notes values (98, 'written');
        return 1;
      end $$;
    create function switch_off() returns int language plpgsql as $$
      begin set transaction read write; insert into notes values (97, 'written'); return 1; end $$;
    create function chatter() returns int language plpgsql as $$
      begin for n in 1..20000 loop raise notice '%', repeat('x', 1000); end loop; return 1; end $$;
  `);
  const databases = {
    main: { url: database.url, prefix: "", pool: { size: 1, overflow: 1 } },
    archive: { url: database.url, readOnly: true, pool: { size: 1, overflow: 1 } },
  };
  const start = (mode: "readOnly" | "readWrite", timeout: number) =>
    startGateway({ databases, runSql: { mode, maxRows: 3, maxBytes: 100_000, timeout } });
  reader = await start("readOnly", 20_000);
  writer = await start("readWrite", 20_000);
  hurried = [await start("readOnly", 1_000), await start("readWrite", 1_000)];
});
beforeEach(() => database.query("truncate notes; insert into notes values (1, 'one'), (2, null)"));
afterAll(async () => {
  for (const gateway of [reader, writer, ...hurried]) await gateway?.dispose();
  await database?.dispose();
});

async function run(gateway: TestGateway, sql: string, { params = [] as readonly (string | null)[], on = "main" } = {}) {
  const query = `mutation ($database: String!, $sql: String!, $params: [String]) {
    runSql(database: $database, sql: $sql, params: $params) { database command rowCount columns rows }
  }`;
  const { body } = await gateway.send(query, { database: on, sql, params });
  return { result: body.data?.runSql, code: body.errors?.[0]?.extensions.code, message: body.errors?.[0]?.message };
}

const notes = () => database.query("select id, body from notes order by id");
const untouched = [
  { id: 1, body: "one" },
  { id: 2, body: null },
];

describe("a query", () => {
  test.each([
    [
      "values",
      "select id, body, body from notes order by id",
      [],
      [
        ["1", "one", "one"],
        ["2", null, null],
      ],
    ],
    ["parameters", "select $1::int + 1, $2, $3::text", ["41", "it's", null], [["42", "it's", null]]],
    ["a semicolon and comments", "-- first\nselect 1; -- last", [], [["1"]]],
    ["a common table expression", "with n as (select 1 as a) select a from n", [], [["1"]]],
    ["values of their own", "values (1.50), (null)", [], [["1.50"], [null]]],
    ["a setting", "show server_encoding", [], [["UTF8"]]],
  ] as const)("of %s answers what Postgres prints", async (_, sql, params, rows) => {
    for (const gateway of [reader, writer]) {
      expect((await run(gateway, sql, { params })).result).toMatchObject({ database: "main", rows });
    }
  });

  test("is explained", async () => {
    const { result } = await run(reader, "explain (costs off) select id from notes where id = $1", { params: ["1"] });
    expect(result).toMatchObject({ columns: ["QUERY PLAN"] });
  });
});

describe("what only reads cannot write", () => {
  test.each([
    ["a write", "insert into notes values (3, 'three')", "BAD_USER_INPUT"],
    [
      "a write inside a query",
      "with n as (insert into notes values (3) returning id) select id from n",
      "BAD_USER_INPUT",
    ],
    ["another statement", "select 1; drop table notes", "BAD_USER_INPUT"],
    ["an end of the transaction first", "commit; drop table notes", "BAD_USER_INPUT"],
    ["an end of the transaction", "commit", "BAD_USER_INPUT"],
    ["an end with another beginning", "commit and chain", "BAD_USER_INPUT"],
    ["a transaction that is prepared", "prepare transaction 'x'", "BAD_USER_INPUT"],
    ["a mode", "set transaction read write", "BAD_USER_INPUT"],
    ["a role", "set role postgres", "BAD_USER_INPUT"],
    ["a block", "do $$ begin insert into notes values (3); end $$", "BAD_USER_INPUT"],
    ["a procedure that commits", "call sneak()", "BAD_USER_INPUT"],
    ["a program", "copy (select 1) to program 'cat > /dev/null'", "BAD_USER_INPUT"],
    ["a copy", "copy notes to stdout", "BAD_USER_INPUT"],
    ["a cursor", "declare c cursor with hold for select 1", "BAD_USER_INPUT"],
    ["a table of a query", "select 1 as a into stolen", "BAD_USER_INPUT"],
    ["a lock", "select id from notes for update", "READ_ONLY"],
    ["a sequence", "select nextval('numbers')", "READ_ONLY"],
    ["a function that writes", "select write_anyway()", "BAD_USER_INPUT"],
    ["a function that changes the mode", "select switch_off()", "BAD_USER_INPUT"],
    ["an explained write", "explain analyze insert into notes values (3)", "READ_ONLY"],
    ["an explained write behind another", "explain select 1; insert into notes values (3)", "BAD_USER_INPUT"],
    ["an end behind show", "show all; commit", "BAD_USER_INPUT"],
  ])("%s", async (_, sql, code) => {
    const outcome = await run(reader, sql);
    expect(outcome).toMatchObject({ code });
    expect(await notes()).toEqual(untouched);
    expect(await run(reader, "select count(*) from pg_prepared_xacts")).toMatchObject({ result: { rows: [["0"]] } });
    // Nor where another one writes, in a database that is only read.
    const other = await run(writer, sql, { on: "archive" });
    if (other.code === undefined) expect(await notes()).toEqual(untouched);
  });
});

describe("what may write", () => {
  test("writes, in a transaction of its own", async () => {
    expect(await run(writer, "update notes set body = $1", { params: ["new"] })).toMatchObject({
      result: { command: "UPDATE", rowCount: 2, columns: [], rows: [] },
    });
    expect(await notes()).toEqual(untouched.map(({ id }) => ({ id, body: "new" })));
  });

  test("writes nothing that answers too much", async () => {
    const sql = "insert into notes select n from generate_series(10, 20) n returning id";
    expect(await run(writer, sql)).toMatchObject({ code: "LIMIT_EXCEEDED" });
    expect(await notes()).toEqual(untouched);
  });

  test("leaves nothing to who comes next", async () => {
    await run(writer, "set session authorization default");
    await run(writer, "select set_config('search_path', 'nowhere', false), pg_advisory_lock(1)");
    expect(await run(writer, "show search_path")).toMatchObject({ result: { rows: [['"$user", public']] } });
    const locks =
      "select count(*)::int as locks from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())";
    await expect.poll(() => database.query(locks)).toEqual([{ locks: 0 }]);
  });
});

describe("bounds", () => {
  test.each([
    ["rows", "select generate_series(1, 4)", "LIMIT_EXCEEDED"],
    ["bytes", "select repeat('x', 200000)", "RESULT_TOO_LARGE"],
    ["bytes of notices", "select chatter()", "RESULT_TOO_LARGE"],
  ])("of %s", async (_, sql, code) => {
    for (const gateway of [reader, writer]) expect(await run(gateway, sql)).toMatchObject({ code });
    expect((await run(reader, "select generate_series(1, 3)")).code).toBeUndefined();
    await expect.poll(() => reader.gateway.pools.get("main").stats()).toMatchObject({ inUse: 0, waiting: 0 });
  });

  test("of time", async () => {
    for (const gateway of hurried) {
      expect(await run(gateway, "select pg_sleep(60)")).toMatchObject({ code: "STATEMENT_TIMEOUT" });
      await expect.poll(() => gateway.gateway.pools.get("main").stats()).toMatchObject({ inUse: 0, waiting: 0 });
    }
  });
});

describe("what failed", () => {
  test("is told in Postgres's words", async () => {
    expect(await run(reader, "select nothing from notes")).toEqual({
      result: null,
      code: "BAD_USER_INPUT",
      message: 'column "nothing" does not exist',
    });
    const { body } = await reader.send('mutation { runSql(database: "main", sql: "select 1/0") { rows } }');
    expect(body.errors?.[0]).toMatchObject({
      message: "division by zero",
      extensions: { code: "INVALID_VALUE", database: "main", sqlState: "22012" },
    });
  });

  test("stands beside what succeeded", async () => {
    await writer.gateway.pools.get("archive").close();
    const query =
      'mutation { runSqlOnAll(sql: "select 1") { database result { rows } error { code message sqlState } } }';
    const { runSqlOnAll } = await writer.data(query);
    await writer.gateway.pools.get("archive").reopen();
    expect(runSqlOnAll).toEqual([
      { database: "main", result: { rows: [["1"]] }, error: null },
      {
        database: "archive",
        result: null,
        error: { code: "POOL_CLOSED", message: 'The pool of database "archive" is closed.', sqlState: null },
      },
    ]);
  });
});

test("without a word in the configuration there are no such fields", async () => {
  const gateway = await startGateway({ databases: { main: { url: database.url } } });
  const { body } = await gateway.send('mutation { runSql(database: "main", sql: "select 1") { rows } }');
  await gateway.dispose();
  expect(body.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
});
