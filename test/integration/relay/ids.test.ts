import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { encodeId } from "./ids.ts";

/** Tables with a key of each kind: its columns, then the values of some rows. */
const kinds: readonly (readonly [name: string, columns: string, rows: readonly string[]])[] = [
  ["small", "k int2", ["-32768", "32767"]],
  ["whole", "k int4", ["-1", "2147483647"]],
  ["large", "k int8", ["9223372036854775807", "-9223372036854775808", "9007199254740993"]],
  ["exact", "k numeric", ["1.50", "1e-400", "123456789012345678901234567890.5", "'NaN'"]],
  ["floating", "k float8", ["0.1", "1e300", "'NaN'", "'-Infinity'", "5e-324"]],
  ["flag", "k bool", ["true", "false"]],
  ["label", "k uuid", ["'6ba7b810-9dad-11d1-80b4-00c04fd430c8'"]],
  [
    "word",
    "k text",
    [`''`, `' '`, `'a"b\\c'`, `'x'',y'`, `'é😀'`, `E'a\\nb\\tc\\u2028'`, `'${"long ".repeat(100)}'`, `'{"a":1}'`],
  ],
  ["padded", "k char(4)", ["'ab'", "'a b'"]],
  ["named", "k name", ["'n'"]],
  ["bytes", "k bytea", ["''", "'\\x00ff5c27'"]],
  ["moment", "k timestamptz", ["'2024-02-29 12:00:00.123456+02'", "'infinity'", "'0044-03-15 12:00 BC'"]],
  ["local", "k timestamp", ["'2024-02-29 12:00:00.000001'", "'-infinity'"]],
  ["day", "k date", ["'2024-02-29'", "'0044-03-15 BC'"]],
  ["clock", "k time", ["'23:59:59.999999'", "'24:00'"]],
  ["zoned", "k timetz", ["'12:00+05:30'"]],
  ["span", "k interval", ["'1 mon -2 days 03:04:05.000006'", "'-1 year'"]],
  ["condition", "k state", ["'open'", `'half "open"'`]],
  ["plus", "k positive", ["7"]],
  ["address", "k inet", ["'10.0.0.1/8'", "'::1'"]],
  ["document", "k jsonb", [`'{"a": [1, "x"]}'`, `'null'`, `'1.50'`]],
  ["listed", "k int4[]", ["'{1,2,NULL}'", "'{}'", "'{{1,2},{3,4}}'"]],
  ["texts", "k text[]", [`'{"a,b","\\"",NULL,"NULL"}'`]],
  ["pair", "k int4, l text", ["1, 'a'", "1, 'b'", "2, 'a'"]],
  ["triple", "k uuid, l timestamptz, m text[]", ["'6ba7b810-9dad-11d1-80b4-00c04fd430c8', '2024-01-01', '{x}'"]],
];

const tableSql = kinds.map(([name, columns, rows]) => {
  const key = columns.split(", ").map((column) => column[0]);
  const values = rows.map((row, index) => `(${row}, ${index + 1})`);
  return `create table ${name} (${columns}, n int not null, primary key (${key.join()})); insert into ${name} values ${values.join()};`;
});

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create type state as enum ('open', 'half "open"');
    create domain positive as int8 check (value > 0);
    ${tableSql.join("\n")}
    create view shown as select n % 2 as part, nullif(n, 1) as m, n from word;
    create table secrets (id int primary key, n int); insert into secrets values (1, 1);
    create table keyless (id int, n int); insert into keyless values (1, 1);
    create table half (id int primary key, n int); insert into half values (1, 1)`);
  const tables = {
    shown: { key: ["part", "m"] },
    secrets: { hidden: true },
    half: { columns: { id: { hidden: true } } },
  };
  gateway = await startGateway({ databases: { db: { url: database.url, tables } }, relay: true });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const model = (name: string) => {
  const found = gateway.gateway.model.databases[0]?.tables.find((table) => table.name === name);
  if (!found) throw new Error(`${name} is not exposed`);
  return found;
};

interface NodeRow {
  readonly id: string;
  readonly n: number | null;
}

async function rowsOf(name: string): Promise<readonly NodeRow[]> {
  const { rows } = await gateway.data(`{ rows: ${model(name).listField} { id n } }`);
  return JSON.parse(JSON.stringify(rows));
}

describe.each(kinds)("ids of a key of %s", (name, _, values) => {
  test("lead to their rows, one by one and together", async () => {
    const rows = await rowsOf(name);
    expect(rows).toHaveLength(values.length);
    const ids = rows.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const part = `id ... on ${model(name).typeName} { n }`;
    expect(await gateway.data(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${part} } }`, { ids })).toEqual({
      nodes: rows,
    });
    for (const row of rows) {
      expect(await gateway.data(`query ($id: ID!) { node(id: $id) { ${part} } }`, { id: row.id })).toEqual({
        node: row,
      });
    }
  });
});

describe("an id", () => {
  test("is the type's name and the key's values as text, without a space", () => {
    const read = async () => Buffer.from((await rowsOf("pair"))[0]?.id ?? "", "base64url").toString();
    return expect(read()).resolves.toBe('["DbPair","1","a"]');
  });

  test("of a declared key may have nulls, and then finds nothing", async () => {
    const rows = await rowsOf("shown");
    const found = await gateway.data("query ($ids: [ID!]!) { nodes(ids: $ids) { ... on DbShown { n } } }", {
      ids: rows.map(({ id }) => id),
    });
    expect(found).toEqual({ nodes: rows.map(({ n }) => (n === 1 ? null : { n })) });
  });

  test("is written in the document, or a number there", async () => {
    const id = encodeId("DbWhole", "-1");
    expect(await gateway.data(`{ node(id: "${id}") { id } nodes(ids: "${id}") { id } }`)).toEqual({
      node: { id },
      nodes: [{ id }],
    });
    const { body } = await gateway.send("{ node(id: 5) { id } }");
    expect(body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("nothing leads to", () => {
  test.each([
    ["a row that is not there", encodeId("DbWhole", "5")],
    ["a number that no column of its width has", encodeId("DbSmall", "40000")],
    ["a longer name than Postgres has", encodeId("DbNamed", "n".repeat(100))],
    ["a type that is not there", encodeId("DbPlanet", "1")],
    ["a hidden table", encodeId("DbSecret", "1")],
    ["a table without a key", encodeId("DbKeyless", "1")],
    ["a table whose key is hidden", encodeId("DbHalf", "1")],
    ["a type that is no table", encodeId("Query", "1")],
    ["a type of the database", encodeId("DbState", "open")],
    ["a type's name in other letters", encodeId("dbwhole", "-1")],
    ["a property of objects", encodeId("constructor", "1")],
  ])("%s", async (_, id) => {
    expect(await gateway.data("query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }", { id })).toEqual({
      node: null,
      nodes: [null],
    });
  });

  test("tables without a key, whose rows have no id", async () => {
    for (const type of ["DbKeyless", "DbHalf"]) {
      const { body } = await gateway.send(`{ __type(name: "${type}") { fields { name } interfaces { name } } }`);
      expect(JSON.stringify(body.data)).not.toMatch(/"id"|"Node"/);
    }
  });
});

describe("an id that the gateway did not give is refused", () => {
  const mangled: readonly (readonly [what: string, id: string])[] = [
    ["a word for a number", encodeId("DbWhole", "abc")],
    ["nothing for a number", encodeId("DbWhole", "")],
    ["a number out of range", encodeId("DbWhole", "2147483648")],
    ["SQL for a number", encodeId("DbLarge", "1) or (1=1")],
    ["a word for a UUID", encodeId("DbLabel", "abc")],
    ["a word for a moment", encodeId("DbMoment", "yesterdayish")],
    ["half a byte", encodeId("DbByte", "\\x0")],
    ["a label that the enum does not have", encodeId("DbCondition", "OPEN")],
    ["no list for a list", encodeId("DbListed", "1,2")],
    ["no document for a document", encodeId("DbDocument", "{")],
    ["a value less", encodeId("DbPair", "1")],
    ["a value more", encodeId("DbPair", "1", "a", "b")],
    ["garbage", "garbage"],
    ["nothing", ""],
    ["SQL", "'; drop table pair; --"],
    ["a NUL character", "\0"],
    ["a lone surrogate", "\ud800"],
    ["half an id", encodeId("DbLabel", "6ba7b810").slice(0, -7)],
    ["arrays in one another", Buffer.from("[".repeat(100_000) + "]".repeat(100_000)).toString("base64url")],
    ["a very long value", encodeId("DbWhole", "9".repeat(1_000_000))],
  ];

  test.each(mangled)("%s", async (_, id) => {
    const { body } = await gateway.send("query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }", { id });
    expect(body.data).toEqual({ node: null, nodes: [null] });
    const errors = body.errors?.map(({ message, path, extensions }) => ({ message, path, code: extensions.code }));
    expect(errors?.sort((a, b) => (a.message < b.message ? -1 : 1))).toEqual([
      {
        message: "id is not an id. Give ids as the field id of a row gave them, unchanged.",
        path: ["node"],
        code: "BAD_USER_INPUT",
      },
      {
        message: "ids holds what is not an id. Give ids as the field id of a row gave them, unchanged.",
        path: ["nodes", 0],
        code: "BAD_USER_INPUT",
      },
    ]);
  });
});
