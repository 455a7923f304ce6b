import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { type Answer, startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create type address as (street text, floor int);
    create table counted (id int primary key, text text, doc jsonb, home address, revision int not null default 1, unique (text));
    create table system (id int primary key, text text);
    create table stamped (id int primary key, text text, at timestamptz not null);
    create table parts (id int, text text, primary key (id)) partition by range (id);
    create table parts_1 partition of parts for values from (0) to (10);
    create view shown as select * from counted;
  `);
  gateway = await startGateway({
    databases: {
      main: {
        url: database.url,
        prefix: "",
        tables: {
          counted: { version: "revision", columns: { revision: { hidden: true } } },
          system: { version: "xmin" },
          stamped: { version: "at" },
          parts: { version: "xmin" },
        },
      },
    },
  });
});
beforeEach(() =>
  database.query(`
    truncate counted, system, stamped, parts;
    insert into counted values (1, 'a', '{"n": 1.50}', '("Elm 1",2)'), (2, 'b', null, null);
    insert into system values (1, 'a');
    insert into stamped values (1, 'a', '2024-01-01Z');
    insert into parts values (1, 'a');
  `),
);
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const mutate = (field: string) => gateway.send(`mutation { row: ${field} { etag text } }`);
const rowOf = ({ body }: Answer) => body.data?.row;
const codes = ({ body }: Answer) => body.errors?.map(({ extensions }) => extensions.code);
async function etagOf(lookup: string): Promise<string> {
  const { row } = await gateway.data(`{ row: ${lookup}(id: 1) { etag } }`);
  return JSON.stringify(typeof row === "object" && row !== null && "etag" in row ? row.etag : undefined);
}

describe.each([
  ["a number", "counted", "Counted"],
  ["xmin", "system", "System"],
  ["xmin of a table with partitions", "part", "Part"],
])("%s", (_, lookup, type) => {
  test("is another one after each change, and an older one does not match", async () => {
    const before = await etagOf(lookup);
    const changed = await mutate(`update${type}(id: 1, patch: {text: "x"}, ifMatch: ${before})`);
    const after = await etagOf(lookup);
    expect(rowOf(changed)).toEqual({ etag: JSON.parse(after), text: "x" });
    expect(after).not.toBe(before);
    for (const field of [
      `update${type}(id: 1, patch: {text: "y"}, ifMatch: ${before})`,
      `delete${type}(id: 1, ifMatch: ${before})`,
    ]) {
      const late = await mutate(field);
      expect(late.body.data).toBeNull();
      expect(late.body.errors?.[0]?.extensions).toMatchObject({
        code: "PRECONDITION_FAILED",
        database: "main",
        current: { id: 1, text: "x", etag: JSON.parse(after) },
      });
    }
    expect(rowOf(await mutate(`delete${type}(id: 1, ifMatch: ${after})`))).toMatchObject({ text: "x" });
  });

  test("a row that is not there is null", async () => {
    expect((await mutate(`update${type}(id: 9, patch: {text: "x"}, ifMatch: "1")`)).body).toMatchObject({
      data: { row: null },
    });
    expect((await mutate(`delete${type}(id: 9, ifMatch: "1")`)).body).toMatchObject({ data: { row: null } });
  });

  test("of two who change a row at the same time one is told", async () => {
    const before = await etagOf(lookup);
    const answers = await Promise.all(
      ["x", "y", "z"].map((text) => mutate(`update${type}(id: 1, patch: {text: "${text}"}, ifMatch: ${before})`)),
    );
    expect(answers.map(codes).toSorted()).toEqual([["PRECONDITION_FAILED"], ["PRECONDITION_FAILED"], undefined]);
  });

  test("an ifMatch without a value is refused", async () => {
    for (const given of ["null", "$no"]) {
      const head = given === "$no" ? "($no: String)" : "";
      const answer = await gateway.send(`mutation ${head} { delete${type}(id: 1, ifMatch: ${given}) { text } }`);
      expect(codes(answer)).toEqual(["BAD_USER_INPUT"]);
    }
  });
});

test("the row as it is has every column that is exposed", async () => {
  const { body } = await mutate('updateCounted(id: 1, patch: {text: "x"}, ifMatch: "7")');
  expect(body.errors?.[0]?.extensions.current).toEqual({
    id: 1,
    text: "a",
    doc: { n: 1.5 },
    home: { street: "Elm 1", floor: 2 },
    etag: "1",
  });
});

test("a number goes up with every way to change a row", async () => {
  await gateway.data("mutation { updateCounteds(where: {id: {gt: 0}}, patch: {doc: null}) { count } }");
  await gateway.data('mutation { upsertCounted(input: {id: 1, text: "c"}, onConflict: ID) { id } }');
  await gateway.data('mutation { upsertCounted(input: {id: 2, text: "b"}, onConflict: TEXT, update: []) { id } }');
  expect(await database.query("select id, revision from counted order by id")).toEqual([
    { id: 1, revision: 3 },
    { id: 2, revision: 2 },
  ]);
});

test("what is no number is the database's own affair", async () => {
  const before = await etagOf("stamped");
  expect(rowOf(await mutate(`updateStamped(id: 1, patch: {text: "x"}, ifMatch: ${before})`))).toEqual({
    etag: JSON.parse(before),
    text: "x",
  });
});

test.each([
  ["shown", "xmin", "is of tables only, and this is a view"],
  ["counted", "text", "may be null, and every row needs a version"],
  ["counted", "version", "is no column of public.counted"],
])("%s cannot have the version %s", async (table, version, message) => {
  const start = startGateway({
    databases: { main: { url: database.url, prefix: "", tables: { [table]: { version } } } },
  });
  await expect(start).rejects.toThrow(`databases.main.tables.${table}.version: ${message}`);
});
