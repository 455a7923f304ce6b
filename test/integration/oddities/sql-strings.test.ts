import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

const strings = [
  "' OR 1=1--",
  "'; drop table notes; --",
  "'; select pg_sleep(5)--",
  String.raw`\'; drop table notes; --`,
  '"; drop table notes; --',
  "id; drop table notes",
  "id desc, (select pg_sleep(5))",
  "$1",
  "$$",
  "$a$ or $a$",
  "%s",
  "%",
  "{{7*7}}",
  "{1,2}",
  '{"a",NULL}',
  "NULL",
  "null",
  "(1,2)",
  "[5,1)",
  "empty",
  String.raw`\\xzz`,
  String.raw`\x00`,
  "a=>1",
  "E'\\n'",
  "/* */ --",
  "U&'\\0041'",
  "pg_catalog.pg_shadow",
  "__proto__",
  "\u2028\u202e",
];

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create table notes (id integer primary key, body text unique, tags text[], data jsonb, short varchar(60), bytes bytea);
    create table places (key text, no integer, primary key (key, no));
  `);
  for (const [index, text] of strings.entries()) {
    const data = JSON.stringify({ [text]: text, list: [text] });
    const values = [index, text, [text, "x"], data, text, Buffer.from(text)];
    await database.query("insert into notes values ($1, $2, $3, $4, $5, $6)", values);
    await database.query("insert into places values ($1, $2)", [text, index]);
  }
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

/** Everything that a string could have changed. */
const state = () =>
  database.query(`
    select (select json_agg(n order by id) from notes n)::text as notes, (select count(*)::int from places) as places,
      (select json_agg(relname order by relname) from pg_class where relnamespace = 'public'::regnamespace)::text as relations`);

describe.each(strings.map((text, id) => ({ text, id })))("$text", ({ text, id }) => {
  test("finds the row that holds it and nothing else, in every argument that takes text", async () => {
    const before = await state();
    const query = `query (
      $text: String!, $texts: [String!]!, $tags: [String]!, $data: JSON!, $where: NoteWhere!, $bytes: Bytes!, $id: Int!
    ) {
      key: noteByBody(body: $text) { id }
      composite: place(key: $text, no: $id) { no }
      eq: notes(where: {body: {eq: $text}}) { id }
      in: notes(where: {short: {in: $texts}}) { id }
      item: notes(where: {short: {in: [$text, "other"]}}) { id }
      tags: notes(where: {tags: {eq: $tags}}) { id }
      data: notes(where: {data: {eq: $data}}) { id }
      where: notes(where: $where) { id }
      bytes: notes(where: {bytes: {eq: $bytes}}) { id }
      not: notes(where: {id: {eq: $id}, body: {ne: $text}}) { id }
    }`;
    const answer = await gateway.data(query, {
      text,
      id,
      texts: [text],
      tags: [text, "x"],
      data: { [text]: text, list: [text] },
      where: { or: [{ not: { body: { ne: text } } }] },
      bytes: Buffer.from(text).toString("base64"),
    });
    const rows = [{ id }];
    expect(answer).toEqual({
      key: { id },
      composite: { no: id },
      eq: rows,
      in: rows,
      item: rows,
      tags: rows,
      data: rows,
      where: rows,
      bytes: rows,
      not: [],
    });

    const literal = JSON.stringify(text);
    expect(
      await gateway.data(`{
        key: noteByBody(body: ${literal}) { id body }
        eq: notes(where: {body: {eq: ${literal}}, tags: {eq: [${literal}, "x"]}}) { id data tags }
      }`),
    ).toEqual({ key: { id, body: text }, eq: [{ id, data: { [text]: text, list: [text] }, tags: [text, "x"] }] });
    expect(await state()).toEqual(before);
  });

  test("is refused where no text is taken", async () => {
    const before = await state();
    const refused = [
      ["query ($v: Int) { notes(limit: $v) { id } }", text],
      ["query ($v: Int) { notes(offset: $v) { id } }", text],
      ["query ($v: Int) { notes(where: {id: {eq: $v}}) { id } }", text],
      ["query ($v: OrderDirection!) { notes(orderBy: [{id: $v}]) { id } }", text],
      ["query ($v: [NoteOrderBy!]) { notes(orderBy: $v) { id } }", [{ [text]: "ASC" }]],
      ["query ($v: [NoteOrderBy!]) { notes(orderBy: $v) { id } }", [{ id: text }]],
      ["query ($v: NoteWhere) { notes(where: $v) { id } }", { [text]: { eq: 1 } }],
      ["query ($v: NoteWhere) { notes(where: $v) { id } }", { id: { [text]: 1 } }],
      ["query ($v: NoteWhere) { notes(where: $v) { id } }", text],
      ["query ($v: Boolean) { notes(where: {id: {isNull: $v}}) { id } }", text],
      ["query ($v: Boolean!) { notes { id @skip(if: $v) } }", text],
    ] as const;
    for (const [query, v] of refused) {
      const { body } = await gateway.send(query, { v }, { "x-sluice-trace": "1" });
      expect(body.errors?.[0]?.extensions.code, query).toBe("BAD_USER_INPUT");
      expect(body.data ?? null).toBeNull();
      expect(body.extensions?.sluice?.statements ?? []).toEqual([]);
    }
    expect(await state()).toEqual(before);
  });

  test("as the name of an operation or a variable changes nothing", async () => {
    const response = await fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        query: "query A($id: Int!) { note(id: $id) { id } }",
        variables: { id: 0, [text]: text },
        operationName: "A",
      }),
    });
    expect(await response.json()).toEqual({ data: { note: { id: 0 } } });
    const { status } = await fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ __typename }", operationName: text }),
    });
    expect(status).toBeLessThan(500);
  });
});
