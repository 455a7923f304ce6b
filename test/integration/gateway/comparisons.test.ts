import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create type mood as enum ('OK', 'BAD');
    create domain checked_mood as mood;
    create domain word as text check (value <> '');
    create table things (
      id int primary key, mood checked_mood, moods checked_mood[], words word[], small int2, smalls int2[],
      keys text[] unique, moment timestamp, clock time, zoned timestamptz, label name, constructor int, to_string text
    );
    insert into things values
      (1, 'OK', '{OK,BAD}', '{a,b}', 5, '{1,2}', '{k,l}', '2025-03-01T12:00:00', '12:00', '2025-03-01T12:00:00Z', 'x', 7, 'y'),
      (2, null, null, null, null, null, null, null, null, null, repeat('n', 63), null, null);
    create table moody (mood checked_mood primary key);
    insert into moody values ('OK'), ('BAD');
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const found = async (where: string) => (await gateway.data(`{ things(where: {${where}}) { id } }`)).things;

describe("every type that has an equality finds its own value again", () => {
  test.each([
    "mood: {eq: OK}",
    "mood: {in: [OK]}",
    "mood: {lt: BAD}",
    "moods: {eq: [OK, BAD]}",
    'words: {eq: ["a", "b"]}',
    "small: {eq: 5}",
    "small: {in: [5]}",
    "smalls: {eq: [1, 2]}",
    'keys: {eq: ["k", "l"]}',
    'moment: {eq: "2025-03-01T12:00:00"}',
    'moment: {eq: "2025-03-01T12:00:00Z"}',
    'clock: {eq: "12:00:00"}',
    'zoned: {eq: "2025-03-01T17:00:00+05:00"}',
    "constructor_: {eq: 7}",
    'toString_: {eq: "y"}',
  ])("%s", async (where) => {
    expect(await found(where)).toEqual([{ id: 1 }]);
  });

  test("a value out of its column's range finds nothing", async () => {
    expect(await found("small: {eq: 70000}")).toEqual([]);
    expect(await found(`label: {eq: "${"n".repeat(70)}"}`)).toEqual([]);
    expect(await found(`label: {eq: "${"n".repeat(63)}"}`)).toEqual([{ id: 2 }]);
  });

  test("by a key that is an array, or a domain over an enum", async () => {
    expect(await gateway.data('{ thingByKeys(keys: ["k", "l"]) { id } }')).toEqual({ thingByKeys: { id: 1 } });
    expect(await gateway.data("{ moody(mood: BAD) { mood } }")).toEqual({ moody: { mood: "BAD" } });
  });
});

test.each([
  'moment: {eq: "2025-03-01T12:00:00+05:00"}',
  'clock: {in: ["12:00:00-03"]}',
])("%s has an offset that its column would drop", async (where) => {
  const { body } = await gateway.send(`{ things(where: {${where}}) { id } }`);
  expect(body.errors?.[0]).toMatchObject({ path: ["things"], extensions: { code: "BAD_USER_INPUT" } });
});

describe("names that every JavaScript object knows", () => {
  test.each([
    "toString",
    "constructor",
    "hasOwnProperty",
    "__proto__",
    "valueOf",
  ])("a variable $%s that is left out is left out", async (name) => {
    const where = `query ($${name}: ThingWhere) { things(where: {and: [{id: {eq: 1}}], not: $${name}}) { id } }`;
    expect(await gateway.data(where)).toEqual({ things: [{ id: 1 }] });
    const limit = `query ($${name}: Int) { things(limit: $${name}) { id } }`;
    expect(await gateway.data(limit)).toEqual({ things: [{ id: 1 }, { id: 2 }] });
  });

  test("a variable $__proto__ that is given is used", async () => {
    const response = await fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"query": "query ($__proto__: ThingWhere) { things(where: $__proto__) { id } }", "variables": {"__proto__": {"id": {"eq": 2}}}}',
    });
    expect(await response.json()).toEqual({ data: { things: [{ id: 2 }] } });
  });

  test("filters and orders as variables, where columns have such names", async () => {
    const query =
      "query ($w: ThingWhere, $o: [ThingOrderBy!]) { things(where: $w, orderBy: $o) { constructor toString } }";
    const variables = { w: { id: { eq: 1 } }, o: [{ id: "ASC" }] };
    expect(await gateway.data(query, variables)).toEqual({ things: [{ constructor: 7, toString: "y" }] });
  });

  test("an alias named then", async () => {
    const query = "{ things(limit: 1) { then: id catch: id } then: thing(id: 2) { id } }";
    expect(JSON.stringify(await gateway.data(query))).toBe('{"things":[{"then":1,"catch":1}],"then":{"id":2}}');
  });
});
