import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

// Many keep extensions in a schema of their own, which a connection's search path need not have.
let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create schema extensions;
    create extension citext schema extensions;
    create extension hstore schema extensions;
    create extension ltree schema extensions;
    create table tags (
      id integer primary key, name extensions.citext unique, data extensions.hstore, path extensions.ltree
    );
    insert into tags values (1, 'Hello', 'a=>1', 'Top.Science'), (2, 'other', '', 'Top');
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

test("values come out as text", async () => {
  const data = await gateway.data("{ tags { name data path } }");
  expect(data).toEqual({
    tags: [
      { name: "Hello", data: '"a"=>"1"', path: "Top.Science" },
      { name: "other", data: "", path: "Top" },
    ],
  });
});

test.each([
  ["citext, without regard to case", 'name: {eq: "HELLO"}'],
  ["citext in a list", 'name: {in: ["HELLO"]}'],
  ["citext by order", 'name: {gte: "HELLO", lt: "I"}'],
  ["hstore", 'data: {eq: "a=>1"}'],
  ["ltree", 'path: {eq: "Top.Science"}'],
])("%s is found", async (_name, filter) => {
  expect(await gateway.data(`{ tags(where: {${filter}}) { id } }`)).toEqual({ tags: [{ id: 1 }] });
});

test("citext as a key is found without regard to case", async () => {
  expect(await gateway.data('{ tagByName(name: "HELLO") { id } }')).toEqual({ tagByName: { id: 1 } });
});

test("citext orders without regard to case", async () => {
  const { tags } = await gateway.data("{ tags(orderBy: [{name: ASC}]) { name } }");
  expect(tags).toEqual([{ name: "Hello" }, { name: "other" }]);
});
