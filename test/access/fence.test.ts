import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLibrary, type Library } from "../support/access/library.ts";
import { roleWith } from "../support/access/roles.ts";
import { asRole } from "../support/access/token.ts";
import { signingSecret } from "../support/asker.ts";
import { createDatabase, type TestDatabase } from "../support/databases.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";

/** Shows no row, by what costs more than any pattern: Postgres would ask it last. */
const filter = { or: [{ author: { notes: { some: { n: { gt: 1000 } } } } }, { n: { gt: 1000 } }] };
const masked = [
  { columns: ["id", "authorId", "accountId", "n"], filter },
  { columns: ["id", "n", "body", "secret"], filter: { and: [filter, { n: { gt: 1000 } }] } },
];

let library: Library;
let gateway: TestGateway;
beforeAll(async () => {
  library = await createLibrary();
  gateway = await startGateway({
    ...library.config,
    roles: {
      outsider: roleWith({ select: { columns: "*", filter }, update: { columns: "*" }, delete: {} }),
      half: roleWith({ select: masked, update: { columns: "*" }, delete: {} }),
      owner: roleWith({ select: { columns: "*", filter: { n: { lte: 2 } } } }),
    },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await library?.dispose();
});

/** Fails with each row whose body begins with this and goes on, and with no other one. */
const like = (start: string) => `{body: {like: "${start}%\\\\"}}`;
/** The same, unless Postgres looks at the pattern while it plans: then it fails whatever rows there are. */
const regex = (start: string) => `{and: [{body: {like: "${start}%"}}, {body: {regex: "("}}]}`;

describe.each(["outsider", "half"])("a pattern that is none tells the %s nothing of rows that are not seen", (role) => {
  test.each([
    ["{ notes(where: $probe) { id } }", { notes: [] }],
    [
      "{ notesConnection(where: $probe, first: 1) { totalCount nodes { id } } }",
      { notesConnection: { totalCount: 0, nodes: [] } },
    ],
    ["{ authors(where: {notes: {some: $probe}}) { id } }", { authors: [] }],
    ["{ authors(where: {id: {eq: 1}, notes: {none: $probe}}) { id } }", { authors: [{ id: 1 }] }],
    ["{ authors(where: {id: {eq: 1}, notes: {every: $probe}}) { id } }", { authors: [{ id: 1 }] }],
    [
      "{ authors(where: {or: [{notes: {some: {tags: {some: {note: $probe}}}}}, {id: {eq: 4}}]}) { id } }",
      { authors: [{ id: 4 }] },
    ],
    ["{ authors(limit: 1) { notes(where: $probe) { id } } }", { authors: [{ notes: [] }] }],
    ["{ accounts(limit: 1) { notes(where: $probe) { id } } }", { accounts: [{ notes: [] }] }],
    ["{ tags(where: {note: $probe}) { id } }", { tags: [] }],
    ['mutation { updateNotes(where: $probe, patch: {body: "w"}) { count } }', { updateNotes: { count: 0 } }],
    ["mutation { deleteNotes(where: $probe) { count } }", { deleteNotes: { count: 0 } }],
  ])("%s", async (document, data) => {
    const ask = async (condition: string) =>
      (await gateway.send(document.replace("$probe", condition), {}, await asRole(role))).body;
    expect(await ask(like("b1"))).toEqual({ data });
    expect(await ask(regex("b1"))).toEqual(await ask(regex("zz")));
  });
});

test("with rows that are seen it fails as ever", async () => {
  const { body } = await gateway.send('{ notes(where: {body: {regex: "("}}) { id } }', {}, await asRole("owner"));
  expect(body.errors?.[0]?.extensions.code).toBe("INVALID_VALUE");
});

describe("what fails only where it comes to a row", () => {
  const filter = { file: { tenant: { eq: "a" } } };
  /** More different words than a search can look through. */
  const words = "select string_agg(md5(n::text), ' ') from generate_series(1, 40000) as n";
  let database: TestDatabase;
  let tenants: TestGateway;
  beforeAll(async () => {
    database = await createDatabase(`
      create table files (id int primary key, tenant text);
      create table pages (id int primary key, file_id int references files, name text, body text, span int4range);
      insert into files values (1, 'a'), (2, 'b');
      insert into pages values (1, 1, 'seen', (${words}), '[1,3)'), (2, 2, 'planted', (${words}), '[1,3)');`);
    tenants = await startGateway({
      databases: { main: { url: database.url, prefix: "", pool: { size: 1, overflow: 0 } } },
      auth: { jwt: { secret: signingSecret } },
      roles: {
        tenant: { databases: { main: { tables: { pages: { select: { columns: "*", filter }, delete: {} } } } } },
      },
    });
  });
  afterAll(async () => {
    await tenants?.dispose();
    await database?.dispose();
  });

  test.each([
    ["a range that ends before it begins", "span: {overlaps: {lower: $lower, upper: 9}}", "INVALID_VALUE"],
    ["a text that cannot be searched", 'id: {lte: $lower}, body: {matches: {query: "x"}}', "RESULT_TOO_LARGE"],
    [
      "the same in a language",
      'id: {lte: $lower}, body: {matches: {query: "x", language: "simple"}}',
      "RESULT_TOO_LARGE",
    ],
  ])("%s tells nothing of rows that are not seen", async (_, condition, code) => {
    const headers = await asRole("tenant");
    const where = `where: {name: {eq: $name}, ${condition}}`;
    const find = `query ($name: String, $lower: Int) { pages(${where}) { id } }`;
    const remove = `mutation ($name: String, $lower: Int) { deletePages(${where}) { count } }`;
    const ask = async (query: string, name: string, lower: number) =>
      (await tenants.send(query, { name, lower }, headers)).body;
    // Postgres makes a range while it plans, until it has a plan for all values.
    for (let time = 0; time < 12; time += 1) for (const query of [find, remove]) await ask(query, "none", 1);
    expect(await ask(find, "planted", 10)).toEqual({ data: { pages: [] } });
    expect(await ask(remove, "planted", 10)).toEqual({ data: { deletePages: { count: 0 } } });
    expect((await ask(find, "seen", 10)).errors?.[0]?.extensions.code).toBe(code);
  });
});
