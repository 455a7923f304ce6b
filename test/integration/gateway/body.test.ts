import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
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
    ["Int", "id", "1.0000000000000000000"],
    ["Int", "id", "10000000000000000000e-19"],
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
    "1e-400",
    "1.00000000000000000001",
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
    expect(answer.body).not.toContain("rawJSON");
  });

  test.each([
    "1e-400",
    "-1e-400",
    "4e-324",
    "1.23456e-320",
    "0.0e5",
    "-0",
  ])("%s is itself, and no other number", async (value) => {
    const query =
      "query ($v: Decimal) { numbers(where: {big: {lte: $v}}) { id } same: numbers(where: {big: {eq: $v}}) { id } }";
    await database.query("insert into numbers values (9, $1::text::numeric, 1)", [value]);
    try {
      const { data } = JSON.parse((await post(`{"query": "${query}", "variables": {"v": ${value}}}`)).body);
      expect(data).toEqual({ numbers: [{ id: 9 }], same: [{ id: 9 }] });
      const isZero = Number(value) === 0 && !/[1-9].*e-|[1-9]/.test(value.split("e")[0] ?? "");
      const zero = JSON.parse((await post(`{"query": "${query}", "variables": {"v": 0}}`)).body).data.same;
      expect(zero).toEqual(isZero ? [{ id: 9 }] : []);
    } finally {
      await database.query("delete from numbers where id = 9");
    }
  });

  test.each([
    "String",
    "Boolean",
    "ID",
    "[Int]",
    "NumberWhere",
    "DateTime",
  ])("a message about %s shows a number as it was written", async (type) => {
    const query = `query ($v: ${type}) { numbers { id } }`;
    for (const value of ["12345678901234567890123", "1e400"]) {
      const { body } = await post(`{"query": "${query}", "variables": {"v": ${value}}}`);
      expect(body).not.toContain("rawJSON");
    }
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

  test.each([
    ["12345678901234567890123", "The body is a number"],
    ['{"query": 12345678901234567890123}', '\\"query\\" param to be a string, but given number'],
    [
      '{"query": "{ a }", "variables": 12345678901234567890123}',
      '\\"variables\\" param to be empty or an object, but given number',
    ],
    ['{"query": "{ a }", "extensions": 1e400}', '\\"extensions\\" param to be empty or an object, but given number'],
  ])("%s", async (body, words) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(words);
  });
});

describe("bodies are JSON in UTF-8", () => {
  const send = async (
    headers: Record<string, string>,
    body: string | Uint8Array<ArrayBuffer> = '{"query": "{ __typename }"}',
  ) => {
    const response = await fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    return { status: response.status, body: await response.text() };
  };

  test.each([
    "application/json; charset=utf-8",
    'application/json;charset="UTF-8"',
    "Application/JSON",
    "application/graphql+json; charset=utf8; x=y",
  ])("%s", async (type) => {
    expect((await send({ "content-type": type })).body).toBe('{"data":{"__typename":"Query"}}');
  });

  test.each([
    "application/json; charset=utf-16",
    "application/json;charset=latin1",
    "application/json, text/plain",
    "application/jsonx",
    "json",
  ])("not %s", async (type) => {
    const answer = await send({ "content-type": type });
    expect(answer.status).toBe(415);
    expect(answer.body).toContain('"code":"BAD_USER_INPUT"');
  });

  test.each(["gzip", "br", "x", "identity"])("and not packed by %s", async (encoding) => {
    const answer = await send({ "content-encoding": encoding });
    expect(answer.status).toBe(415);
    expect(answer.body).toContain('"code":"BAD_USER_INPUT"');
  });

  test("bytes that are no UTF-8 are refused, not replaced", async () => {
    const query = '{"query": "{ numbers(where: {big: {eq: \\"?\\"}}) { id } }"}';
    const bytes = Buffer.from(query);
    bytes[query.indexOf("?")] = 0xff;
    const answer = await send({}, new Uint8Array(bytes));
    expect(answer.status).toBe(400);
    expect(answer.body).toContain("not UTF-8");
  });
});

describe("a body that is too large", () => {
  const large = JSON.stringify({ query: `{ __typename } #${"x".repeat(4_194_304)}` });
  const small = JSON.stringify({ query: `{ __typename } #${"x".repeat(4_194_304 - 100)}` });
  const refused = { status: 413, code: { code: "LIMIT_EXCEEDED", limit: "requestBytes" } };

  test("is refused, and the next one answered", async () => {
    expect(await chunked(gateway.url, large, false)).toEqual(refused);
    expect((await post(small)).body).toBe('{"data":{"__typename":"Query"}}');
  });

  test("is refused while it is read where its length is not known", async () => {
    expect(await chunked(gateway.url, large, true)).toEqual(refused);
  });

  test("is refused before it was sent where its length is known", async () => {
    const socket = connect(Number(new URL(gateway.url).port), "127.0.0.1");
    socket.write(
      "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 4194305\r\n\r\n{",
    );
    const [answer] = await once(socket.setEncoding("utf8"), "data");
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test("as the configuration has it", async () => {
    const narrow = await startGateway({
      databases: { main: { url: database.url, prefix: "" } },
      limits: { requestBytes: 100 },
    });
    try {
      expect(await chunked(narrow.url, `{"query": "{ __typename }"}`.padEnd(101), false)).toEqual(refused);
      expect(await chunked(narrow.url, `{"query": "{ __typename }"}`.padEnd(100), true)).toMatchObject({ status: 200 });
    } finally {
      await narrow.dispose();
    }
  });
});

/** Sends a body in pieces, with or without telling its length before. */
async function chunked(url: string, body: string, isChunked: boolean) {
  const headers = {
    "content-type": "application/json",
    ...(!isChunked && { "content-length": Buffer.byteLength(body) }),
  };
  const sent = request(url, { method: "POST", headers });
  const answered = once(sent, "response");
  for (let at = 0; at < body.length; at += 65_536) sent.write(body.slice(at, at + 65_536));
  sent.end();
  const [response]: IncomingMessage[] = await answered;
  if (!response) throw new Error("no response");
  const { errors } = JSON.parse(await text(response));
  return { status: response.statusCode, code: errors?.[0]?.extensions };
}

describe("JSON that is nested deep", () => {
  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  const query = '"query": "query ($j: JSON) { numbers(where: {document: {eq: $j}}) { id } }"';

  test.each(["", '"x": 1e0, '])("is a value up to a thousand levels%s", async (other) => {
    expect((await post(`{${query}, "variables": {${other}"j": ${nested(1000)}}}`)).body).toBe(
      '{"data":{"numbers":[]}}',
    );
    for (const depth of [1002, 3000, 5000, 1_000_000]) {
      const answer = await post(`{${query}, "variables": {${other}"j": ${nested(depth)}}}`);
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body).errors[0].extensions).toEqual({ code: "LIMIT_EXCEEDED", limit: "jsonDepth" });
    }
  });

  test("and holds two hundred thousand values at most", async () => {
    const list = (length: number) => `[${"0.10,".repeat(length - 1)}1]`;
    expect((await post(`{${query}, "variables": {"j": ${list(200_000)}}}`)).body).toBe('{"data":{"numbers":[]}}');
    const { errors } = JSON.parse((await post(`{${query}, "variables": {"j": ${list(200_001)}}}`)).body);
    expect(errors[0].extensions).toEqual({ code: "LIMIT_EXCEEDED", limit: "variableValues" });
  });

  test("is JSON all the same, or is not", async () => {
    expect((await post(nested(5000))).body).toContain("LIMIT_EXCEEDED");
    expect((await post("[".repeat(900))).body).toContain("not valid JSON");
  });
});

test("an upload that is cut off writes nothing to the log, and the next request is answered", async () => {
  const errors = vi.spyOn(console, "error");
  try {
    const closed = Array.from({ length: 5 }, async () => {
      const socket = connect(Number(new URL(gateway.url).port), "127.0.0.1");
      await once(socket, "connect");
      socket.write(
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{",
      );
      socket.resetAndDestroy();
      await once(socket, "close");
    });
    await Promise.all(closed);
    // Stopping waits for what is still being answered.
    const other = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
    const socket = connect(Number(new URL(other.url).port), "127.0.0.1");
    socket.write(
      "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
    );
    await once(socket, "connect");
    socket.end();
    await once(socket.resume(), "close");
    await other.dispose();
    expect((await post('{"query": "{ __typename }"}')).status).toBe(200);
    expect(errors.mock.calls).toEqual([]);
  } finally {
    errors.mockRestore();
  }
});
