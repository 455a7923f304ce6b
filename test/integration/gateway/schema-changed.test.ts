import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

// Each change has a table of its own; the gateway has read the catalog before, and its statements may be prepared.
interface Change {
  readonly what: string;
  /** `T` stands for the table. */
  readonly before: string;
  readonly change: string;
  readonly selection: string;
  readonly where?: string;
  /** Whether the row is found by its key 1. */
  readonly lookup?: boolean;
  /** What the row shows before, and after where the change does not show: undefined for SCHEMA_CHANGED. */
  readonly first: unknown;
  readonly after?: unknown;
}

const changes: readonly Change[] = [
  {
    what: "a column is added",
    before: "create table T (id int primary key, a int); insert into T values (1, 2)",
    change: "alter table T add column b int default 3",
    selection: "id a",
    first: { id: 1, a: 2 },
    after: { id: 1, a: 2 },
  },
  {
    what: "a column is dropped",
    before: "create table T (id int primary key, a int); insert into T values (1, 2)",
    change: "alter table T drop column a",
    selection: "id a",
    first: { id: 1, a: 2 },
  },
  {
    what: "a column is renamed",
    before: "create table T (id int primary key, a int); insert into T values (1, 2)",
    change: "alter table T rename a to b",
    selection: "a",
    first: { a: 2 },
  },
  {
    what: "a column that is filtered by becomes another type",
    before: "create table T (id int primary key, a int); insert into T values (1, 2)",
    change: "alter table T alter a type uuid using '0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a11'",
    selection: "id",
    where: "{a: {eq: 2}}",
    first: { id: 1 },
  },
  {
    what: "an integer column becomes text",
    before: "create table T (id int primary key, a int); insert into T values (1, 2)",
    change: "alter table T alter a type text using 'two'",
    selection: "a",
    first: { a: 2 },
  },
  {
    what: "an integer column becomes wider than an Int",
    before: "create table T (id int primary key, a int); insert into T values (1, 2)",
    change: "alter table T alter a type bigint using 9007199254740993",
    selection: "a",
    first: { a: 2 },
  },
  {
    what: "an integer column becomes wider and its values do not",
    before: "create table T (id int primary key, a int); insert into T values (1, 2)",
    change: "alter table T alter a type bigint",
    selection: "a",
    first: { a: 2 },
    after: { a: 2 },
  },
  {
    what: "a column may be null now, and is",
    before: "create table T (id int primary key, a int not null); insert into T values (1, 2)",
    change: "alter table T alter a drop not null; update T set a = null",
    selection: "a",
    first: { a: 2 },
  },
  {
    what: "an enum gets a label, which is used",
    before:
      "create type T_mood as enum ('GOOD'); create table T (id int primary key, a T_mood); insert into T values (1, 'GOOD')",
    change: "alter type T_mood add value 'BAD'; update T set a = 'BAD'",
    selection: "a",
    first: { a: "GOOD" },
  },
  {
    what: "an array of an enum gets a label, which is used",
    before:
      "create type T_mood as enum ('GOOD'); create table T (id int primary key, a T_mood[]); insert into T values (1, '{GOOD}')",
    change: "alter type T_mood add value 'BAD'; update T set a = '{GOOD,BAD}'",
    selection: "a",
    first: { a: ["GOOD"] },
  },
  {
    what: "an enum is replaced",
    before:
      "create type T_mood as enum ('GOOD'); create table T (id int primary key, a T_mood); insert into T values (1, 'GOOD')",
    change: "alter table T alter a type text; drop type T_mood",
    selection: "a",
    where: "{a: {eq: GOOD}}",
    first: { a: "GOOD" },
  },
  {
    // So Postgres says itself, until the statement is prepared anew.
    what: "an attribute of a composite is dropped",
    before:
      "create type T_pair as (x int, y int); create table T (id int primary key, a T_pair); insert into T values (1, row(1, 2))",
    change: "alter type T_pair drop attribute y",
    selection: "a { x y }",
    first: { a: { x: 1, y: 2 } },
    after: { a: { x: 1, y: null } },
  },
  {
    what: "an attribute of a composite becomes text",
    before:
      "create type T_pair as (x int, y int); create table T (id int primary key, a T_pair); insert into T values (1, row(1, 2))",
    change:
      "alter table T drop a; drop type T_pair; create type T_pair as (x text); alter table T add a T_pair default row('one')",
    selection: "a { x }",
    first: { a: { x: 1 } },
  },
  ...[
    ["an integer", "int", "1", "text", "'05'"],
    ["an integer", "int", "1", "boolean", "true"],
    ["an integer", "int", "1", "double precision", "1.5"],
    ["an integer", "int", "1", "jsonb", "'[1]'"],
    ["a float", "double precision", "1", "text", "'high'"],
    ["a float", "double precision", "1", "boolean", "true"],
    ["a float", "double precision", "1", "numeric", "'1e400'"],
    ["a boolean", "boolean", "true", "int", "1"],
    ["a boolean", "boolean", "true", "text", "'t'"],
    ["a text", "text", "'1'", "numeric", "1.50"],
    ["a text", "text", "'1'", "boolean", "true"],
    ["a text", "text", "'1'", "jsonb", `'{"a": 1}'`],
    ["a text", "text", "'1'", "text[]", "'{1}'"],
    ["a day", "date", "'2024-02-29'", "int", "20240229"],
    ["an enum", "T_mood", "'GOOD'", "int", "1"],
    ["a document", "jsonb", "'1'", "text", "'{1}'"],
    ["a list", "int[]", "'{1}'", "int", "1"],
    ["a list", "int[]", "'{1}'", "text", "'{1}'"],
    ["a list", "int[]", "'{1}'", "jsonb", `'{"a": 1}'`],
    ["a list", "int[]", "'{1}'", "text[]", "'{05}'"],
    ["a list of documents", "json[]", "'{1}'", "text[]", "'{+}'"],
  ].map(
    ([what, type, value, other, changed]): Change => ({
      what: `${what} column becomes ${other}, as ${changed}`,
      before: `create type T_mood as enum ('GOOD'); create table T (id int primary key, a ${type}); insert into T values (1, ${value})`,
      change: `alter table T drop a; alter table T add a ${other} default ${changed}`,
      selection: "a",
      first: { a: type === "T_mood" ? "GOOD" : expect.anything() },
    }),
  ),
  {
    what: "a composite becomes a document",
    before:
      "create type T_pair as (x int, y int); create table T (id int primary key, a T_pair[]); insert into T values (1, array[row(1, 2)::T_pair])",
    change: "alter table T drop a; alter table T add a jsonb default '[1]'",
    selection: "a { x y }",
    first: { a: [{ x: 1, y: 2 }] },
  },
  {
    what: "a float becomes text that looks like what JSON has no number for",
    before: "create table T (id int primary key, a float8); insert into T values (1, 1)",
    change: "alter table T drop a; alter table T add a text default 'NaN'",
    selection: "a",
    first: { a: 1 },
    after: { a: null },
  },
  {
    what: "a key is dropped, and repeated",
    before: "create table T (id int primary key); insert into T values (1)",
    change: "alter table T drop constraint T_pkey; insert into T values (1)",
    selection: "id",
    lookup: true,
    first: { id: 1 },
  },
  {
    what: "a unique key is dropped, and a way back finds several",
    before:
      "create table T (id int primary key, up int constraint T_up unique constraint T_back references T); comment on constraint T_back on T is '@inverse back'; insert into T values (1, 1)",
    change: "alter table T drop constraint T_up; insert into T values (2, 1)",
    selection: "back { id }",
    first: { back: { id: 1 } },
  },
  {
    what: "the table is dropped",
    before: "create table T (id int primary key); insert into T values (1)",
    change: "drop table T",
    selection: "id",
    first: { id: 1 },
  },
  {
    what: "the table is replaced by a view of the same columns",
    before: "create table T (id int primary key, a int); insert into T values (1, 2)",
    change: "alter table T rename to T_rows; create view T as select * from T_rows",
    selection: "id a",
    first: { id: 1, a: 2 },
    after: { id: 1, a: 2 },
  },
  {
    what: "its schema is renamed",
    before: "create schema T_schema; create table T_schema.T (id int primary key); insert into T_schema.T values (1)",
    change: "alter schema T_schema rename to T_other",
    selection: "id",
    first: { id: 1 },
  },
];

const cases = changes.map((change, index) => {
  const named = (text: string) => text.replaceAll(/\bT(?=_|\b)/g, `t${index}`);
  return { ...change, before: named(change.before), change: named(change.change), table: `t${index}` };
});

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(
    [
      "create schema fleeting",
      "create view sessions as select pg_backend_pid() as pid",
      ...cases.map(({ before }) => before),
    ].join(";\n"),
  );
  const schemas = cases.flatMap(({ before, table }) => (before.includes("create schema") ? [`${table}_schema`] : []));
  gateway = await startGateway({
    databases: {
      main: {
        url: database.url,
        prefix: "",
        schemas: ["public", "fleeting", ...schemas],
        pool: { size: 1, overflow: 0 },
      },
    },
  });
  // From here on the catalog cannot be read as it is configured: however slow the tests are, they come before the gateway
  // has found a change by itself.
  await database.query("drop schema fleeting");
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

/** Of the pool's one connection, which no change may cost. */
const session = () => gateway.data("{ sessions { pid } }");

test.each(cases)("$what", async ({ table, before: setup, change, selection, where, lookup, first, after }) => {
  const list = `${setup.includes("create schema") ? `${table}Schema` : ""}${table.toUpperCase()}s`.replace(/^T/, "t");
  const root = lookup ? `${table}(id: 1)` : `${list}${where ? `(where: ${where})` : ""}`;
  const query = `{ rows: ${root} { ${selection} } }`;
  expect(await gateway.data(query)).toEqual({ rows: lookup ? first : [first] });
  const before = await session();
  for (const statement of change.split(";")) await database.query(statement);

  const { body } = await gateway.send(query);
  expect(await session()).toEqual(before);
  if (after) {
    expect(body).toEqual({ data: { rows: lookup ? after : [after] } });
    return;
  }
  expect(body.errors).toEqual([
    {
      message: expect.stringContaining('database "main"'),
      path: expect.arrayContaining(["rows"]),
      locations: [expect.anything()],
      extensions: { code: "SCHEMA_CHANGED", database: "main" },
    },
  ]);
});
