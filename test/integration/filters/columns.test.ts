import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create domain price as numeric;
    create table things (
      id int primary key, small int2, big int8, total numeric, paid price, word text, other_word varchar(9) collate "C",
      day date, moment timestamp, zoned timestamptz, host inet, net cidr, document jsonb
    );
    insert into things values
      (1, 1, 1, 1.0, 2, 'a', 'B', '2024-01-01', '2024-01-01', '2024-01-01', '10.0.0.1', '10.0.0.0/8', '{}'),
      (2, 2, 1, 0.5, 0.50, 'b', 'b', '2024-01-02', '2024-01-01 12:00', null, '::1', '10.0.0.0/8', '{}'),
      (3, null, 3, null, 1, null, 'c', null, '2024-01-01', null, null, null, null);
    create table lonely (id int primary key, note text);
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

describe("columns of one row compare as Postgres compares them, also under not", () => {
  test.each([
    ["{column: SMALL, eq: BIG}", "small = big"],
    ["{column: SMALL, gt: TOTAL}", "small > total"],
    ["{column: TOTAL, lt: PAID}", "total < paid::numeric"],
    ["{column: PAID, gte: TOTAL, ne: ID}", "paid::numeric >= total and paid::numeric <> id"],
    ["[{column: PAID, lte: TOTAL}, {column: BIG, gte: ID}]", "paid::numeric <= total and big >= id"],
    ["{column: WORD, lt: OTHER_WORD}", 'word < other_word collate "default"'],
    ["{column: OTHER_WORD, lt: WORD}", 'other_word < word collate "C"'],
    ["{column: DAY, eq: MOMENT}", "day = moment"],
    ["{column: HOST, gt: NET}", "host > net"],
    ["{column: TOTAL}", "true"],
    ["[]", "true"],
  ])("compare: %s is %s", async (compare, condition) => {
    const data = await gateway.data(`{
      is: things(where: {compare: ${compare}}) { id }
      not: things(where: {not: {compare: ${compare}}}) { id }
    }`);
    const rows = (sql: string) => database.query(`select id from things where ${sql} order by id`);
    expect(data).toEqual({ is: await rows(condition), not: await rows(`not (${condition})`) });
  });
});

test.each([
  [
    "{column: WORD, gt: TOTAL}",
    "where.compare[0].gt compares word with total, whose types have no order between them.",
  ],
  ["{column: ZONED, eq: MOMENT}", "where.compare[0].eq compares zoned with moment"],
  ["{column: TOTAL, eq: null}", "where.compare[0].eq is null"],
])("compare: %s is refused", async (compare, message) => {
  const { body } = await gateway.send(`{ things(where: {compare: ${compare}}) { id } }`);
  expect(body.errors?.[0]).toMatchObject({
    message: expect.stringContaining(message),
    extensions: { code: "BAD_USER_INPUT" },
  });
});

test("the columns are part of a statement's shape: two requests of one document never share them", async () => {
  const query = "query ($c: [ThingColumnComparison!]) { things(where: {compare: $c}) { id } }";
  const answers = [];
  for (const lt of ["PAID", "BIG"]) answers.push(await gateway.data(query, { c: [{ column: "TOTAL", lt }] }));
  expect(answers).toEqual([{ things: [{ id: 1 }] }, { things: [{ id: 2 }] }]);
});

test("where no two columns can be compared there is nothing to compare them with", () => {
  expect(gateway.gateway.schema.getType("ThingColumnComparison")).toBeDefined();
  expect(gateway.gateway.schema.getType("LonelyColumnComparison")).toBeUndefined();
});
