import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { type Answer, startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create extension citext;
    create table notes (
      id integer primary key, slug text unique, body text, tags text[], data jsonb, alias citext, title varchar(10), code char(3),
      short name, letter "char"
    );
    insert into notes values
      (1, 'long', repeat('é', 524288), array[repeat('x', 1048576)], jsonb_build_object('long', repeat('x', 1048576)), 'A', 'a',
       'a', repeat('n', 63), 'a'),
      (2, 'odd', '\uFFFD', array['\uFFFD'], '{"\uFFFD": "\uFFFD"}', '\uFFFD', '\uFFFD', '\uFFFD', '\uFFFD', 'b');
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const traced = (query: string, variables?: Record<string, unknown>): Promise<Answer> =>
  gateway.send(query, variables, { "x-sluice-trace": "1" });

const hostile = [
  ["a NUL character", "a\0b"],
  ["a lone high surrogate", "a\ud800b"],
  ["a lone low surrogate", "\udc00"],
  ["surrogates in the wrong order", "\udc00\ud800"],
] as const;

/** Every place of an argument where a string can stand. */
const places: readonly (readonly [string, string, (text: string) => unknown])[] = [
  ["a key", "query ($v: String!) { noteBySlug(slug: $v) { id } }", (text) => text],
  ["eq", "query ($v: String!) { notes(where: {body: {eq: $v}}) { id } }", (text) => text],
  ["gt", "query ($v: String!) { notes(where: {title: {gt: $v}}) { id } }", (text) => text],
  ["char(3)", "query ($v: String!) { notes(where: {code: {eq: $v}}) { id } }", (text) => text],
  ["name", "query ($v: String!) { notes(where: {short: {eq: $v}}) { id } }", (text) => text],
  ["citext", "query ($v: String!) { notes(where: {alias: {eq: $v}}) { id } }", (text) => text],
  ["in", "query ($v: [String!]) { notes(where: {body: {in: $v}}) { id } }", (text) => ["fine", text]],
  [
    "an item of in",
    "query ($v: String!) { notes(where: {body: {in: ['fine', $v]}}) { id } }".replaceAll("'", '"'),
    (text) => text,
  ],
  ["a list", "query ($v: [String]) { notes(where: {tags: {eq: $v}}) { id } }", (text) => [null, text]],
  [
    "a filter",
    "query ($v: NoteWhere) { notes(where: $v) { id } }",
    (text) => ({ or: [{ not: { body: { eq: text } } }] }),
  ],
  ["a JSON string", "query ($v: JSON!) { notes(where: {data: {eq: $v}}) { id } }", (text) => text],
  [
    "a string within JSON",
    "query ($v: JSON!) { notes(where: {data: {eq: $v}}) { id } }",
    (text) => ({ a: [{ b: text }] }),
  ],
  ["a key of JSON", "query ($v: JSON!) { notes(where: {data: {eq: $v}}) { id } }", (text) => ({ a: [{ [text]: 1 }] })],
  ["JSON within a list", "query ($v: [JSON!]) { notes(where: {data: {in: $v}}) { id } }", (text) => [1, [text]]],
  [
    "a variable within a JSON literal",
    "query ($v: JSON) { notes(where: {data: {eq: {a: [$v]}}}) { id } }",
    (text) => text,
  ],
];

describe.each(hostile)("%s, which Postgres cannot hold,", (_name, text) => {
  test.each(places)("is refused in %s before anything is sent", async (_place, query, variable) => {
    const { body } = await traced(query, { v: variable(text) });
    expect(body.data ?? {}).not.toHaveProperty("notes", expect.anything());
    expect(body.errors?.length).toBeGreaterThan(0);
    for (const error of body.errors ?? []) expect(error.extensions.code).toBe("BAD_USER_INPUT");
    expect(body.extensions?.sluice?.statements ?? []).toEqual([]);
  });

  test("is refused in a literal", async () => {
    const literal = JSON.stringify(text);
    for (const filter of [`body: {eq: ${literal}}`, `tags: {eq: [${literal}]}`, `data: {eq: {a: ${literal}}}`]) {
      const { body } = await traced(`{ notes(where: {${filter}}) { id } }`);
      expect(body.data?.notes ?? null).toBeNull();
      // A lone surrogate is a mistake of the document's grammar already.
      expect(["BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"]).toContain(
        body.errors?.[0]?.extensions.code,
      );
      expect(body.extensions?.sluice?.statements ?? []).toEqual([]);
    }
  });
});

test("U+FFFD is a character like any other", async () => {
  const filters = [
    ["body", "String"],
    ["title", "String"],
    ["alias", "String"],
    ["data", "JSON"],
  ] as const;
  for (const [field, type] of filters) {
    const v = type === "JSON" ? { "\ufffd": "\ufffd" } : "\ufffd";
    const data = await gateway.data(`query ($v: ${type}!) { notes(where: {${field}: {eq: $v}}) { id } }`, { v });
    expect(data).toEqual({ notes: [{ id: 2 }] });
  }
});

test("strings of a megabyte go in and come out", async () => {
  const query = `query ($body: String!, $tags: [String], $data: JSON!) {
    notes(where: {body: {eq: $body}, tags: {eq: $tags}, data: {eq: $data}}) { body tags data }
  }`;
  const note = { body: "é".repeat(524_288), tags: ["x".repeat(1_048_576)], data: { long: "x".repeat(1_048_576) } };
  const data = await gateway.data(query, note);
  // Not by toEqual: its message would print them.
  expect(JSON.stringify(data) === JSON.stringify({ notes: [note] })).toBe(true);
});

test.each([
  ["short", `${"n".repeat(63)}n`],
  ["letter", "ab"],
  ["code", "a  b"],
  ["title", "a".repeat(11)],
])("%s is not found by a value that it could only hold cut short", async (field, value) => {
  const query = `query ($value: String!) { notes(where: {${field}: {eq: $value}}) { id } in: notes(where: {${field}: {in: [$value]}}) { id } }`;
  expect(await gateway.data(query, { value })).toEqual({ notes: [], in: [] });
});
