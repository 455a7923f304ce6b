import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create table numbers (id int primary key, big numeric not null, whole bigint not null, part float8, document jsonb);
    insert into numbers values
      (1, 12345678901234567890.123, 9007199254740993, 0.30000000000000004, '12345678901234567890'),
      (2, 1, 1, 1, '0.1');
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

async function post(body: string): Promise<{ status: number; body: string }> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(gateway.url, { method: "POST", headers, body });
  return { status: response.status, body: await response.text() };
}

/** A body whose variable is written just so. */
const find = (type: string, filter: string, value: string) =>
  post(
    `{"query": "query ($v: ${type}) { numbers(where: {${filter}: {eq: $v}}) { id } }", "variables": {"v": ${value}}}`,
  );

const first = { status: 200, body: '{"data":{"numbers":[{"id":1}]}}' };

describe("numbers in variables are not rounded on their way", () => {
  test.each([
    ["Decimal", "big", "12345678901234567890.123"],
    ["Decimal", "big", '"12345678901234567890.123"'],
    ["BigInt", "whole", "9007199254740993"],
    ["BigInt", "whole", '"9007199254740993"'],
    ["Float", "part", "0.30000000000000004"],
    ["JSON", "document", "12345678901234567890"],
    ["Int", "id", "1"],
    ["Int", "id", "1.0"],
  ])("%s %s = %s", async (type, filter, value) => {
    expect(await find(type, filter, value)).toEqual(first);
  });

  test("a float may be written with any number of digits, and as large as it gets", async () => {
    for (const value of ["0.300000000000000044408920985", "0.30000000000000004000"]) {
      expect(await find("Float", "part", value)).toEqual(first);
    }
    expect((await find("Float", "part", "-62361770000000000000")).body).toBe('{"data":{"numbers":[]}}');
    expect((await find("Decimal", "big", "0.30000000000000004")).body).toBe('{"data":{"numbers":[]}}');
  });

  test("a float within an input object", async () => {
    const query = "query ($w: NumberWhere) { numbers(where: $w) { id } }";
    const answer = await post(
      `{"query": "${query}", "variables": {"w": {"part": {"eq": 0.300000000000000044408920985}, "big": {"gt": 12345678901234567890.1}}}}`,
    );
    expect(answer).toEqual(first);
  });

  test.each([
    "1e400",
    "99999999999999999999",
    "true",
    '"1"',
    "null",
    "[1]",
    "{}",
  ])("Int %s is no integer", async (value) => {
    const answer = await find("Int", "id", value);
    expect(answer.body).toContain("BAD_USER_INPUT");
    expect(answer.body).not.toContain("INTERNAL");
  });
});

describe("bodies that are no operation", () => {
  test.each([
    "",
    "{",
    "nope",
    '{"query": "{ a }"',
    "null",
    '"text"',
    "5",
    "true",
    "[]",
    '[{"query": "{ __typename }"}]',
  ])("%s", async (body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('"code":"BAD_USER_INPUT"');
  });

  test.each([
    '{"query": 5}',
    '{"query": ["{ __typename }"]}',
    "{}",
    '{"variables": {}}',
    '{"query": "{ __typename }", "x": 1}',
  ])("%s", async (body) => {
    const answer = await post(body);
    // A body that is well-formed but has no query is an answer of GraphQL's (GraphQL over HTTP, section 6.4.1).
    expect(answer.status).toBe(body.includes("query") ? 400 : 200);
    expect(answer.body).toContain('"code":"BAD_USER_INPUT"');
  });

  test("a body that is too large is LIMIT_EXCEEDED, and the next one is answered", async () => {
    const answer = await post(JSON.stringify({ query: `{ __typename } #${"x".repeat(26_000_000)}` }));
    expect(answer.status).toBe(413);
    expect(answer.body).toContain('"code":"LIMIT_EXCEEDED"');
    expect((await post('{"query": "{ __typename }"}')).body).toBe('{"data":{"__typename":"Query"}}');
  });
});
