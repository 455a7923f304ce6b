import { afterAll, beforeAll, expect, test } from "vitest";
import { errorCodes } from "../../../src/lib/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { exposedTable } from "../../support/oddities/exposed.ts";

// Postgres does not hold an array to the dimensions that its column was declared with (manual, section 8.15.1).
const columns = {
  integers: ["integer[]", "{{1,2},{3,4}}"],
  bigints: ["bigint[]", "{{1,2},{3,4}}"],
  decimals: ["numeric[]", "{{0.10}}"],
  floats: ["float8[]", "{{0.5}}"],
  texts: ["text[]", "{{a,b}}"],
  bytes: ["bytea[]", String.raw`{{"\\x00"}}`],
  documents: ["jsonb[]", "{{1,null}}"],
  times: ["timestamptz[]", "{{infinity}}"],
  moods: ["mood[]", "{{good}}"],
  points: ["point[]", '{{"(1,2)"}}'],
  spans: ["int4range[]", '{{"[1,2)"}}'],
  pairs: ["pair[]", '{{"(1,2)"}}'],
} as const;
const selections: Readonly<Record<string, string>> = { spans: "{ lower }", pairs: "{ a }" };
const names = Object.entries(columns).map(([name]) => name);

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  const definitions = Object.entries(columns).map(([name, [type]]) => `${name} ${type}`);
  const values = Object.entries(columns).map(([, [type, text]]) => `'${text}'::${type}`);
  database = await createDatabase(`
    create type mood as enum ('good', 'bad');
    create type pair as (a integer, b integer);
    create table lists (id integer primary key, ${definitions.join(", ")});
    insert into lists values (1, ${values.join(", ")});
    insert into lists (id, integers) values (2, '[5:6]={7,8}');
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

test.each(names)("%s with more dimensions than declared are an error of their own field", async (name) => {
  const field = `${name} ${selections[name] ?? ""}`;
  const { body } = await gateway.send(`{ lists: ${listField()} { id ${field} } }`);
  expect(body.data).toMatchObject({ lists: [{ id: 1, [name]: null }, { id: 2 }] });
  expect(body.errors).toHaveLength(1);
  expect(body.errors?.[0]?.path).toEqual(["lists", 0, name]);
  const expected = errorCodes.filter((code) => code !== "INTERNAL_SERVER_ERROR");
  expect(expected).toContain(body.errors?.[0]?.extensions.code);
});

test("subscripts that begin elsewhere do not change the items", async () => {
  const data = await gateway.data(`{ lists: ${listField()}(where: {id: {eq: 2}}) { integers } }`);
  expect(data).toEqual({ lists: [{ integers: [7, 8] }] });
});

function listField(): string {
  return exposedTable(gateway.gateway.schema, "lists").list.name;
}
