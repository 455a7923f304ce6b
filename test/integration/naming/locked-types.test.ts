import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, queryDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { exposedTable, operatorsOf } from "../../support/oddities/exposed.ts";

// A role may read a column whose type is in a schema that it may not use: then it can name nothing of that schema.
const role = "locked_types_reader";
let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  const password = randomBytes(12).toString("hex");
  await queryDatabase("postgres", `drop role if exists ${role}; create role ${role} login password '${password}'`);
  database = await createDatabase(`
    create schema hid;
    create extension citext schema hid;
    create type hid.mood as enum ('GOOD', 'BAD');
    create type hid.pair as (a int, b hid.mood);
    create domain hid.size as int;
    create domain feeling as hid.mood;
    create domain couple as hid.pair;
    create table things (
      id int primary key, mood hid.mood unique, moods hid.mood[], feeling feeling, feelings feeling[], word hid.citext,
      pair hid.pair, couple couple, size hid.size, sizes hid.size[]
    );
    insert into things values (1, 'GOOD', '{GOOD}', 'BAD', '{BAD}', 'x', '(1,GOOD)', '(2,BAD)', 3, '{4}');
    insert into things (id) values (2);
    grant select on things to ${role};
  `);
  const url = new URL(database.url);
  url.username = role;
  url.password = password;
  gateway = await startGateway({ databases: { main: { url: url.href, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
  await queryDatabase("postgres", `drop role if exists ${role}`);
});

const locked = ["mood", "moods", "feeling", "feelings", "word", "pair", "couple"];

test("their values come out", async () => {
  const selection = "mood moods feeling feelings word pair { a b } couple { a b } size sizes";
  expect(await gateway.data(`{ thing(id: 1) { ${selection} } }`)).toEqual({
    thing: {
      mood: "GOOD",
      moods: ["GOOD"],
      feeling: "BAD",
      feelings: ["BAD"],
      word: "x",
      pair: { a: 1, b: "GOOD" },
      couple: { a: 2, b: "BAD" },
      size: 3,
      sizes: [4],
    },
  });
});

test.each(locked)("%s is filtered by isNull only, and that is said", async (column) => {
  const operators = operatorsOf(exposedTable(gateway.gateway.schema, "things"), column);
  expect([...operators.keys()]).toEqual(["isNull"]);
  expect(await gateway.data(`{ things(where: {${column}: {isNull: false}}) { id } }`)).toEqual({ things: [{ id: 1 }] });
  expect(gateway.gateway.model.omissions).toContainEqual({
    database: "main",
    place: `main.public.things.${column}`,
    reason: "is filtered by isNull only: the role may not use schema hid, where its type is",
  });
});

test("a domain of such a schema is what it is over", async () => {
  expect(await gateway.data("{ things(where: {size: {gt: 2}, sizes: {eq: [4]}}) { id } }")).toEqual({
    things: [{ id: 1 }],
  });
});
