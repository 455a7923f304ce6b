import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create extension hstore;
    create extension ltree;
    create table things (id int primary key, tags hstore, path ltree, query tsquery, words tsvector);
    insert into things values (1, '', 'a', 'a', 'a');
    create table repeated (id int, thing_id int references things);
    insert into repeated values (1, 1), (1, 1);
    create view wished as select id, thing_id from repeated;

    create function endless(depth int) returns int language plpgsql as 'begin return endless(depth + 1); end';
    create view too_deep as select 1 as id, endless(0) as answer;
    create view no_file as select 1 as id, pg_read_file('no_such_file') as answer;
    create materialized view never_filled as select 1 as id, 1 as answer with no data;
    create function fail(state text) returns int language plpgsql as
      'begin raise exception using errcode = state, message = ''canary''; end';
    create view far_away as select 1 as id, fail('HV000') as answer;
    create view no_memory as select 1 as id, fail('53200') as answer;
    create view asserted as select 1 as id, fail('P0004') as answer;
  `);
  gateway = await startGateway({
    databases: {
      main: { url: database.url, prefix: "", tables: { repeated: { key: ["id"] }, wished: { key: ["thing_id"] } } },
    },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

test.each([
  ["a stack that is too deep", "tooDeeps { answer }", "RESULT_TOO_LARGE", "larger or more complex"],
  ["a file that is gone", "noFiles { answer }", "DATABASE_UNAVAILABLE", "itself depends on"],
  ["a foreign server that fails", "farAways { answer }", "DATABASE_UNAVAILABLE", "itself depends on"],
  ["a view that was never filled", "neverFilleds { answer }", "DATABASE_UNAVAILABLE", "is not ready"],
  ["an assertion", "asserteds { answer }", "RAISED", "refused"],
  ["a key of the configuration that does not hold", "repeated(id: 1) { id }", "SCHEMA_CHANGED", "key"],
  ["the same of a view", "wished(thingId: 1) { id }", "SCHEMA_CHANGED", "key"],
  ["text that is no hstore", 'things(where: {tags: {eq: "a=>"}}) { id }', "INVALID_VALUE", "wrong form"],
  ["text that is no ltree", 'things(where: {path: {eq: "a..b"}}) { id }', "INVALID_VALUE", "wrong form"],
  ["text that is no tsquery", 'things(where: {query: {eq: "a &"}}) { id }', "INVALID_VALUE", "wrong form"],
  ["text that is no tsvector", `things(where: {words: {eq: "'a"}}) { id }`, "INVALID_VALUE", "wrong form"],
])("%s has a code and a sentence of its own", async (_what, field, code, words) => {
  const { body } = await gateway.send(`{ field: ${field} }`);
  expect(body).toEqual({
    data: { field: null },
    errors: [
      {
        message: expect.stringContaining(words),
        path: ["field"],
        locations: [expect.anything()],
        extensions: { code, database: "main" },
      },
    ],
  });
  expect(body.errors?.[0]?.message).not.toContain("canary");
});

test("a database without memory is worth another try", async () => {
  const { body } = await gateway.send("{ noMemories { answer } }");
  expect(body.errors?.[0]?.extensions).toEqual({ code: "DATABASE_UNAVAILABLE", database: "main", retryable: true });
});
