import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create type mood as enum ('good', 'bad');
    create table things (
      id integer primary key, small smallint, big bigint, amount numeric, ratio double precision, flag boolean, body text,
      token uuid unique, at timestamptz, day date, clock time, span interval, bytes bytea, data jsonb, tags text[],
      feeling mood, code bit(3), address inet
    );
    insert into things (id) select generate_series(1, 6);
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } }, limits: { maxLimit: 5 } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const list = (args: string) => `{ rows: things(${args}) { id } }`;
const where = (filter: string) => list(`where: {${filter}}, limit: 1`);

describe("documents that do not parse", () => {
  test.each([
    ["", 1, 1],
    ["# nothing but a comment", 1, 24],
    ["{ things { id }", 1, 16],
    ["{ things { id } } }", 1, 19],
    ['{ things(where: {body: {eq: "open}}) { id } }', 1, 46],
    ["{ things(limit: 01) { id } }", 1, 18],
    ["{ things(limit: ) { id } }", 1, 17],
    ["{ 😀 }", 1, 3],
    ["query { things(limit: 1) { id } } extra", 1, 35],
    ["{\n  things {\n    id,,\n    ?\n  }\n}", 4, 5],
    [String.raw`{ things(where: {body: {eq: "\u{110000}"}}) { id } }`, 1, 30],
  ])("%j", async (query, line, column) => {
    const { body } = await gateway.send(query);
    expect(body.data).toBeUndefined();
    expect(body.errors).toMatchObject([
      { extensions: { code: "GRAPHQL_PARSE_FAILED" }, locations: [{ line, column }] },
    ]);
  });
});

describe("documents that do not fit the schema", () => {
  test.each([
    "{ nothing }",
    "{ things { nothing } }",
    "{ things }",
    "{ things { id { deeper } } }",
    "{ things { id { } } }",
    "{ things(nothing: 1) { id } }",
    "{ thing { id } }",
    "{ thing(id: null) { id } }",
    "{ thing(id: 1, id: 2) { id } }",
    "{ things { id @nothing } }",
    "{ things { id @include } }",
    "{ things { a: id a: body } }",
    "{ a: things(limit: 1) { id } a: things(limit: 2) { id } }",
    "{ things { ...Missing } }",
    "{ things { ...A } } fragment A on Thing { ...B } fragment B on Thing { ...A }",
    "{ things { id } } fragment Unused on Thing { id }",
    "{ things { ... on Query { __typename } } }",
    "query ($id: Int) { things { id } }",
    "query ($id: Nothing) { things(limit: $id) { id } }",
    "{ things(limit: $limit) { id } }",
    "query ($limit: String) { things(limit: $limit) { id } }",
    "query ($id: Int, $id: Int) { things(limit: $id) { id } }",
    where("nothing: {eq: 1}"),
    where("id: {like: 1}"),
    where("id: 1"),
    where("and: 1"),
    where("id: {eq: 1, eq: 2}"),
    list("orderBy: [{nothing: ASC}]"),
    list("orderBy: [{id: UP}]"),
    list('orderBy: [{id: "ASC"}]'),
    list("orderBy: [{id: ASC, body: ASC}]"),
    list("orderBy: [{}]"),
    list("orderBy: [{id: null}]"),
    "mutation { things { id } }",
    "subscription { things { id } }",
  ])("%s", async (query) => {
    const { body } = await gateway.send(query);
    expect(body.data).toBeUndefined();
    expect(body.errors?.length).toBeGreaterThan(0);
    for (const error of body.errors ?? []) {
      expect(error.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
      expect(error.locations?.length).toBeGreaterThan(0);
    }
  });

  test.each([
    ["no operation of several is named", { query: "query A { __typename } query B { __typename }" }],
    ["two have one name", { query: "query A { __typename } query A { __typename }" }],
    ["one is named that is not there", { query: "query A { __typename }", operationName: "C" }],
    ["there is none", { query: "fragment A on Thing { id }" }],
  ])("%s", async (_name, request) => {
    const response = await fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
    });
    const { data, errors } = await response.json();
    expect(data ?? null).toBeNull();
    expect(["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"]).toContain(errors[0].extensions.code);
  });
});

/** Values that are wrong for a column by their type or form: the column, its type, and JSON texts. */
const wrong: readonly (readonly [column: string, type: string, texts: readonly string[]])[] = [
  ["id", "Int", ['"1"', "1.5", "2147483648", "-2147483649", "1e10", "true", "[1, 2]", "{}"]],
  ["small", "Int", ['"1"', "2147483648"]],
  ["big", "BigInt", ['"1.5"', '"1e3"', '""', '"one"', '" 1"', '"0x10"', '"1_000"', "1.5", "true", "{}"]],
  ["amount", "Decimal", ['""', '"1,5"', '"ten"', '"1e"', '"0x10"', '"1_000"', '"inf"', "true", "[]"]],
  ["ratio", "Float", ['"1"', '"NaN"', "true", "{}"]],
  ["flag", "Boolean", ['"true"', "1", "0", '"t"']],
  ["body", "String", ["1", "true", "{}", '["a", "b"]']],
  [
    "token",
    "UUID",
    [
      '""',
      '"1"',
      '"0190b3a46a2e7cc19b5c3f2f6f0b9a11"',
      '"{0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a11}"',
      '"0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a1g"',
      "1",
    ],
  ],
  [
    "at",
    "DateTime",
    ['""', '"now"', '"yesterday"', '"2024"', '"01/02/2024"', '"2024-1-1"', '"2024-01-01T00:00:00 Europe/Oslo"', "0"],
  ],
  ["day", "Date", ['""', '"today"', '"2024-01"', '"2024-01-01T00:00:00Z"', '"epoch"', "20240101"]],
  ["clock", "Time", ['""', '"noon"', '"12"', '"12:00 PM"', '"allballs"', "12"]],
  ["span", "Interval", ['""', '"1 day"', '"P"', '"P1X"', "1"]],
  ["bytes", "Bytes", ['"a"', '"ab=c"', '"_-_-"', String.raw`"\\x00"`, "1"]],
  ["feeling", "Mood", ['"GREAT"', "1", '""']],
];

describe("values of a wrong type or form", () => {
  const cases = wrong.flatMap(([column, type, texts]) => texts.map((text) => ({ column, type, text })));

  test.each(cases)("$text for $type in a variable", async ({ column, type, text }) => {
    for (const query of [
      `query ($v: ${type}!) ${where(`${column}: {eq: $v}`)}`,
      `query ($v: ${type}!) ${where(`${column}: {in: [$v]}`)}`,
      `query ($v: ThingWhere) ${list("where: $v, limit: 1")}`,
    ]) {
      const isWhole = query.includes("ThingWhere");
      const variables: Record<string, unknown> = {
        v: isWhole ? { [column]: { eq: JSON.parse(text) } } : JSON.parse(text),
      };
      const { body } = await gateway.send(query, variables);
      expect(body.data ?? null).toBeNull();
      expect(body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
      expect(body.errors?.[0]?.locations).toEqual([{ line: 1, column: 8 }]);
    }
  });

  test.each(cases)("$text for $type in the document", async ({ column, text }) => {
    const query = where(`${column}: {eq: ${text}}`);
    const { body } = await gateway.send(query);
    expect(body.data ?? null).toBeNull();
    expect(body.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
    expect(body.errors?.[0]?.locations?.[0]?.column).toBeGreaterThanOrEqual(query.indexOf(text));
  });
});

describe("a float beyond the range of double precision", () => {
  test.each(["{eq: 1e400}", "{lt: -1e400}", "{in: [1, 1e400]}"])("%s is no infinity", async (filter) => {
    const literal = await gateway.send(where(`ratio: ${filter}`));
    expect(literal.body).toMatchObject({
      data: { rows: null },
      errors: [{ path: ["rows"], locations: [{ line: 1 }], extensions: { code: "BAD_USER_INPUT" } }],
    });
  });

  test("nor in a variable", async () => {
    const response = await fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `query ($v: Float!) ${where("ratio: {eq: $v}")}` }).replace(
        /}$/,
        ', "variables": {"v": 1e400}}',
      ),
    });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
  });
});

describe("values that only Postgres can refuse", () => {
  test.each([
    ["big", "BigInt", "9223372036854775808"],
    ["big", "BigInt", `-${"9".repeat(1000)}`],
    ["amount", "Decimal", `1${"0".repeat(131_072)}`],
    ["amount", "Decimal", `0.${"1".repeat(20_000)}`],
    ["amount", "Decimal", "1e99999"],
    ["at", "DateTime", "2024-13-01T00:00:00Z"],
    ["at", "DateTime", "2024-02-30T00:00:00Z"],
    ["at", "DateTime", "294277-01-01T00:00:00Z"],
    ["at", "DateTime", "2024-01-01T25:00:00Z"],
    ["at", "DateTime", "2024-01-01T00:00:00+99:00"],
    ["day", "Date", "2023-02-29"],
    ["day", "Date", "0000-01-01"],
    ["clock", "Time", "24:00:01"],
    ["clock", "Time", "23:60:00"],
    ["span", "Interval", "P99999999999Y"],
    ["code", "String", "2"],
    ["address", "String", "1.2.3.4/33"],
    ["address", "String", "localhost"],
  ])("%s: %s %.30s", async (column, type, value) => {
    const query = `query ($v: ${type}!) { things(limit: 1) { id } rows: things(where: {${column}: {eq: $v}}) { id } }`;
    const { body } = await gateway.send(query, { v: value });
    const [error] = body.errors ?? [];
    // What cannot be stored may also be found nowhere; but never something else, and never without a code.
    if (!error) {
      expect(body.data?.rows).toEqual([]);
      return;
    }
    expect(["INVALID_VALUE", "BAD_USER_INPUT"]).toContain(error.extensions.code);
    expect(error.locations?.length).toBe(1);
    if (error.extensions.code === "INVALID_VALUE") {
      expect(error.path).toEqual(["rows"]);
      expect(body.data).toEqual({ things: [{ id: 1 }], rows: null });
    }
  });

  test.each([
    ["small", 2_147_483_647],
    ["small", 32_768],
    ["small", -32_769],
  ])("%s: %i is out of the column's range, and so equal to nothing", async (column, value) => {
    const query = `query ($v: Int!) { rows: things(where: {${column}: {eq: $v}}) { id } less: things(where: {id: {eq: 1}, ${column}: {lt: $v}}) { id } }`;
    expect(await gateway.data(query, { v: value })).toEqual({ rows: [], less: [] });
  });
});

describe("limits", () => {
  test.each([
    ["things { id }", "LIMIT_EXCEEDED"],
    ["things(limit: 6) { id }", "LIMIT_EXCEEDED"],
    ["things(limit: 2147483647) { id }", "LIMIT_EXCEEDED"],
    ["things(limit: -1) { id }", "BAD_USER_INPUT"],
    ["things(offset: -1, limit: 1) { id }", "BAD_USER_INPUT"],
  ])("%s is %s", async (field, code) => {
    const { body } = await gateway.send(`{ rows: ${field} }`);
    expect(body).toMatchObject({
      data: { rows: null },
      errors: [{ path: ["rows"], locations: [{ line: 1, column: 3 }], extensions: { code } }],
    });
  });

  test("that are held are no error", async () => {
    const { body } = await gateway.send("{ rows: things(limit: 5) { id } none: things(limit: 0) { id } }");
    expect(body.errors).toBeUndefined();
    expect(body.data?.rows).toHaveLength(5);
    expect(body.data?.none).toEqual([]);
  });
});

describe("null in a filter", () => {
  test.each([
    "id: {eq: null}",
    "id: {ne: null}",
    "id: {gt: null}",
    "id: {in: null}",
    "id: {isNull: null}",
    "id: null",
    "and: null",
    "or: null",
    "not: null",
    "tags: {eq: null}",
    "data: {eq: null}",
    "or: [{id: {eq: 1}}, {body: {eq: null}}]",
  ])("{%s} is an error at its field, written or in a variable", async (filter) => {
    const literal = await gateway.send(where(filter));
    const json = JSON.parse(`{${filter.replaceAll(/(\w+):/g, '"$1":')}}`);
    const variable = await gateway.send(`query ($v: ThingWhere) ${list("where: $v, limit: 1")}`, { v: json });
    for (const { body } of [literal, variable]) {
      expect(body).toMatchObject({
        data: { rows: null },
        errors: [{ path: ["rows"], locations: [{ line: 1 }], extensions: { code: "BAD_USER_INPUT" } }],
      });
    }
  });

  test("eq: null is told of isNull", async () => {
    const { body } = await gateway.send(where("body: {eq: null}"));
    expect(body.errors?.[0]?.message).toContain("isNull");
  });

  test.each([
    "id: {in: [null]}",
    "id: {notIn: [1, null]}",
    "and: [null]",
    "or: [{}, null]",
  ])("{%s} is an error with a code", async (filter) => {
    const literal = await gateway.send(where(filter));
    const json = JSON.parse(`{${filter.replaceAll(/(\w+):/g, '"$1":')}}`);
    const variable = await gateway.send(`query ($v: ThingWhere) ${list("where: $v, limit: 1")}`, { v: json });
    for (const { body } of [literal, variable]) {
      expect(body.data?.rows ?? null).toBeNull();
      expect(["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"]).toContain(body.errors?.[0]?.extensions.code);
      expect(body.errors?.[0]?.locations?.length).toBeGreaterThan(0);
    }
  });
});
