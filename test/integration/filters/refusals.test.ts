import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create extension ltree;
    create collation caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
    create table things (
      id int primary key, word text, odd text collate caseless, number int, document jsonb, span int4range, path ltree,
      thing_id int references things, moments tsrange, raw json
    );
    insert into things (id, word, odd) values
      (1, 'ABC', 'ABC'), (2, repeat('a', 3000) || 'b' || repeat('a', 6500), null);
    create table long_words (id int primary key, word text);
    insert into long_words select n, repeat('a', 100000) from generate_series(1, 200) n;
  `);
  // Those that wait for a connection wait for who takes as long as may be.
  const pool = { size: 1, overflow: 2, statementTimeout: 2_000, acquireTimeout: 30_000 };
  gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "", pool } },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const refused = async (where: string, variables = "", values: Record<string, unknown> = {}) => {
  const { body } = await gateway.send(`query ${variables} { things(where: {${where}}) { id } }`, values);
  const [error] = body.errors ?? [];
  return { code: error?.extensions.code, message: error?.message ?? "" };
};

describe("what Postgres cannot read is the client's to mend", () => {
  test.each([
    ['word: {regex: "("}', "INVALID_VALUE"],
    ['word: {notIregex: "a{2,1}"}', "INVALID_VALUE"],
    [String.raw`word: {like: "a\\"}`, "INVALID_VALUE"],
    [String.raw`word: {notIlike: "a\\"}`, "INVALID_VALUE"],
    ['path: {matches: "*{"}', "INVALID_VALUE"],
    ['path: {ancestorOf: "not a path"}', "INVALID_VALUE"],
    ["span: {overlaps: {lower: 5, upper: 1}}", "INVALID_VALUE"],
    ['moments: {contains: "2024-02-30T00:00:00"}', "INVALID_VALUE"],
    ['word: {matches: {query: "x", language: "klingon"}}', "INVALID_VALUE"],
    ['word: {matches: {query: "x", language: "public.english"}}', "INVALID_VALUE"],
    ['word: {matches: {query: "x", language: "no_schema.english"}}', "INVALID_VALUE"],
    [`word: {matches: {query: "${"- ".repeat(17)}a"}}`, "BAD_USER_INPUT"],
    [`word: {matches: {query: "${"a ".repeat(501)}"}}`, "LIMIT_EXCEEDED"],
    [`path: {matches: "${"a.".repeat(500)}a"}`, "LIMIT_EXCEEDED"],
    ['odd: {ilike: "a%"}', "BAD_USER_INPUT"],
    ['odd: {regex: "a"}', "BAD_USER_INPUT"],
  ])("%s is %s", async (where, code) => {
    expect(await refused(where)).toMatchObject({ code });
  });

  test("a language that is not there is named as such", async () => {
    const { message } = await refused('word: {matches: {query: "x", language: "klingon"}}');
    expect(message).toMatch(/no text search configuration .* language of matches/);
  });
});

describe("what cannot be meant is refused with its place", () => {
  test.each([
    [
      "number: {eq: null}",
      "where.number.eq is null, and nothing equals null. Use where.number: {isNull: true} instead.",
    ],
    ["number: {between: [1]}", "where.number.between needs two values, the lower and the upper one."],
    ["number: {between: [1, 2, 3]}", "where.number.between needs two values, the lower and the upper one."],
    ["number: {between: null}", "where.number.between is null. Leave it out to filter nothing."],
    ["thing: null", "where.thing is null. Leave it out to filter nothing."],
    ["things: {some: null}", "where.things.some is null. Leave it out to filter nothing."],
    ["things: {count: {gt: null}}", "where.things.count.gt is null. Leave it out to filter nothing."],
    ["thing: {not: {things: {every: {number: {ne: null}}}}}", "where.thing.not.things.every.number.ne is null"],
    ["span: {overlaps: null}", "where.span.overlaps is null. Leave it out to filter nothing."],
    ["span: {lower: {eq: null}}", "where.span.lower.eq is null"],
    ['document: {at: [{path: ["a"], eq: null}]}', "where.document.at[0].eq is null"],
    ["document: {at: null}", "where.document.at is null. Leave it out to filter nothing."],
    ["word: {matches: null}", "where.word.matches is null. Leave it out to filter nothing."],
    ['word: {matches: {query: "x", language: "12"}}', "where.word.matches.language is not the name"],
    ['word: {matches: {query: "x", language: "-"}}', "where.word.matches.language is not the name"],
    ['word: {matches: {query: "x", language: ""}}', "where.word.matches.language is not the name"],
    ['word: {matches: {query: "x", language: "a.b.c"}}', "where.word.matches.language is not the name"],
    [
      'moments: {overlaps: {lower: "2024-01-01T00:00:00+02:00"}}',
      "where.moments.overlaps.lower has the offset of a time zone",
    ],
  ])("%s", async (where, message) => {
    const answer = await refused(where);
    expect(answer.code).toBe("BAD_USER_INPUT");
    expect(answer.message).toContain(message);
  });

  test("and so it is in variables", async () => {
    const answer = await refused("things: {none: $none}", "($none: ThingWhere)", {
      none: { and: [{ thing: { number: { eq: null } } }] },
    });
    expect(answer.message).toContain("where.things.none.and[0].thing.number.eq is null");
  });

  test("a json column can be tested for null only", async () => {
    expect((await refused("raw: {contains: {}}")).code).toBe("GRAPHQL_VALIDATION_FAILED");
  });
});

describe("a filter costs what its relations cost", () => {
  const nested = (depth: number): string => (depth === 0 ? "{}" : `{some: {things: ${nested(depth - 1)}}}`);
  const branches = (count: number) => `or: [${Array.from({ length: count }, () => "{thing: {number: {eq: 1}}}")}]`;

  test.each([
    ["as a literal", branches(501), "", {}],
    ["in a variable", "or: $or", "($or: [ThingWhere!])", { or: Array(501).fill({ thing: { number: { eq: 1 } } }) }],
  ])("%s", async (_name, where, variables, values) => {
    expect((await refused(where, variables, values)).code).toBe("LIMIT_EXCEEDED");
  });

  test("as deep as may be, it is answered", async () => {
    const { body } = await gateway.send(`{ things(where: {things: ${nested(10)}}) { id } }`);
    expect(body).toEqual({ data: { things: [] } });
  });
});

describe("patterns that would take for ever end at the statement's timeout", () => {
  const many = "a".repeat(990);
  const filtered = async (where: string) => {
    const { body } = await gateway.send(`{ longWords(where: {word: {${where}}}) { id } }`);
    return body.errors?.[0]?.extensions.code;
  };

  test.each([
    ["a regular expression that looks back", `regex: ${JSON.stringify(String.raw`^(a+)(a+)(a+)b\1\2\3\3$`)}`],
    ["the same without regard to case", `notIregex: ${JSON.stringify(String.raw`^(A+)(A+)(A+)b\1\2\3\3$`)}`],
  ])("%s", async (_name, filter) => {
    expect(await refused(`word: {${filter}}`)).toMatchObject({ code: "STATEMENT_TIMEOUT" });
    // The only connection that is kept is there for the next.
    expect(await gateway.data("{ things { id } }")).toEqual({ things: [{ id: 1 }, { id: 2 }] });
  });

  test.each([
    ["like a text that nearly fits everywhere", `like: "%${many}_b%"`],
    ["a text that nearly fits everywhere", `icontains: "${many}b"`],
  ])("%s", async (_name, filter) => {
    expect(await filtered(filter)).toBe("STATEMENT_TIMEOUT");
    expect(await gateway.data("{ things { id } }")).toEqual({ things: [{ id: 1 }, { id: 2 }] });
  });

  test.each(["like", "contains", "regex"])("a longer text for %s is not sent at all", async (operator) => {
    expect(await filtered(`${operator}: "${"a".repeat(1000)}", like: ""`)).not.toBe("LIMIT_EXCEEDED");
    expect(await filtered(`${operator}: "${"a".repeat(1001)}"`)).toBe("LIMIT_EXCEEDED");
  });

  test("and so they do several at once, which leaves the pool whole", async () => {
    const slow = Array.from({ length: 6 }, () => filtered(`like: "%${many}_b%"`));
    for (const code of await Promise.all(slow)) expect(code).toBe("STATEMENT_TIMEOUT");
    const quick = Array.from({ length: 6 }, () => gateway.data("{ things { id } }"));
    expect(await Promise.all(quick)).toHaveLength(6);
    const active =
      "select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and state = 'active' and pid <> pg_backend_pid()";
    await expect.poll(() => database.query(active)).toEqual([]);
  });
});
