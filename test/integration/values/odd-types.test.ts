import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { columnOf, exposedTable, operatorsOf } from "../../support/oddities/exposed.ts";

// Types of Postgres that look like others: domains of the standard's own schema, vectors, arrays of domains over arrays.
let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create domain codes as int4[];
    create domain codes_again as codes;
    create table things (
      id int primary key, size information_schema.cardinal_number, label information_schema.sql_identifier,
      yes information_schema.yes_or_no, labels information_schema.sql_identifier[], at information_schema.time_stamp,
      small int2vector, oids oidvector, smalls int2vector[], grid codes[], again codes_again[], row information_schema.tables
    );
    insert into things values (
      1, 7, 'seven', 'YES', '{a,b}', '2024-01-01 00:00:00+00', '1 2', '3 4', '{1 2,3}', '{"{1,2}","{3}"}',
      '{"{1}"}', null
    );
    insert into things (id, at) values (2, null);
    create view grids as select id, '{{1,2},{3,4}}'::int[] as cells, to_jsonb('{{1,2},{3,4}}'::int[]) as document from things where id = 1;
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

describe.each([
  ["size", "Int", 7, "eq: 7"],
  ["label", "String", "seven", 'eq: "seven"'],
  ["yes", "String", "YES", 'in: ["YES"]'],
  ["labels", "[String]", ["a", "b"], 'eq: ["a", "b"]'],
  ["at", "DateTime", "2024-01-01T00:00:00+00:00", 'eq: "2024-01-01T00:00:00Z"'],
  ["small", "String", "1 2", undefined],
  ["oids", "String", "3 4", undefined],
  ["smalls", "[String]", ["1 2", "3"], undefined],
  ["grid", "JSON", [[1, 2], [3]], undefined],
  ["again", "JSON", [[1]], undefined],
])("%s", (column, type, out, filter) => {
  test(`is ${type} and comes out`, async () => {
    expect(String(columnOf(exposedTable(gateway.gateway.schema, "things"), column).type)).toBe(type);
    const { thing } = await gateway.data(`{ thing(id: 1) { value: ${column} } }`);
    expect(thing).toEqual({ value: out });
  });

  test("has filters that work", async () => {
    const operators = operatorsOf(exposedTable(gateway.gateway.schema, "things"), column);
    expect(operators.has("eq")).toBe(filter !== undefined);
    const filters = ["isNull: false", ...(filter ? [filter] : [])];
    for (const each of filters) {
      expect(await gateway.data(`{ things(where: {${column}: {${each}}}) { id } }`)).toEqual({ things: [{ id: 1 }] });
    }
    expect(await gateway.data(`{ things(where: {${column}: {isNull: true}}) { id } }`)).toEqual({
      things: [{ id: 2 }],
    });
  });
});

test("an array of more dimensions in a view is told how to be served", async () => {
  const { body } = await gateway.send("{ grids { cells document } }");
  expect(body.data).toEqual({
    grids: [
      {
        cells: null,
        document: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
  });
  expect(body.errors).toMatchObject([
    { message: expect.stringContaining("cast it to jsonb in a view"), extensions: { code: "INVALID_VALUE" } },
  ]);
});
