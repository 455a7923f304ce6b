import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create extension pg_trgm; create extension ltree; create extension hstore;
    create table things (
      id int primary key, number int, word text, tags text[], document jsonb, span int4range, words tsvector, host inet,
      path ltree, pairs hstore, thing_id int references things
    );
    create index on things (number);
    create index on things using gin (word gin_trgm_ops);
    create index on things using gin (tags);
    create index on things using gin (document jsonb_path_ops);
    create index on things using gist (span);
    create index on things using gin (words);
    create index on things using gist (host inet_ops);
    create index on things using gist (path);
    create index on things using gin (pairs);
    create index on things (thing_id);
    insert into things (id, number) select n, n from generate_series(1, 1000) n;
    analyze things;
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

// The plan is the one for every value, so that it does not depend on these.
test.each([
  ["number: {eq: 1}", "things_number_idx"],
  ["number: {between: [1, 2]}", "things_number_idx"],
  ["number: {in: [1, 2]}", "things_number_idx"],
  ["number: {isNull: true}", "things_number_idx"],
  ['word: {contains: "abc"}', "things_word_idx"],
  ['word: {istartsWith: "abc"}', "things_word_idx"],
  ['word: {regex: "abc"}', "things_word_idx"],
  ['tags: {contains: ["a"]}', "things_tags_idx"],
  ['tags: {overlaps: ["a"]}', "things_tags_idx"],
  ["document: {contains: {a: 1}}", "things_document_idx"],
  ["span: {overlaps: {lower: 1, upper: 2}}", "things_span_idx"],
  ["span: {contains: 1}", "things_span_idx"],
  ['words: {matches: {query: "a"}}', "things_words_idx"],
  ['host: {containedBy: "10.0.0.0/8"}', "things_host_idx"],
  ['path: {descendantOf: "Top"}', "things_path_idx"],
  ['pairs: {hasKey: "a"}', "things_pairs_idx"],
  ["things: {some: {number: {eq: 1}}, count: {gt: 1}}", "things_thing_id_idx"],
])("{%s} can use %s", async (filter, index) => {
  const [statement] = await gateway.statements(`{ things(where: {${filter}}, limit: 1) { word } }`);
  const plan = await database.query(
    `set enable_seqscan = off; set enable_indexscan = ${filter.startsWith("things") ? "on" : "off"}; explain (generic_plan) ${statement?.sql}`,
  );
  expect(plan.map((line) => Object.values(line)[0]).join("\n")).toContain(index);
});
