import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { openSocket } from "../../support/raw-socket.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create table notes (id int primary key, body text not null, price numeric, score float8);
    insert into notes values (1, 'one', 1.50, -0.0), (2, 'two', null, 2);
    create view halves as select 1 / (id - id) as half from notes;
    create function complain() returns int language plpgsql as $$
      begin raise exception 'secret-of-the-trigger' using errcode = 'XX000'; end $$;
    create view complaints as select complain() as value;
  `);
  gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "" } },
    limits: { depth: 10, documentTokens: 500, maxLimit: 5, requestBytes: 10_000 },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

/** An operation as it is sent: text, because a number may be one that JavaScript does not have. */
type Sent = { readonly query: string; readonly variables?: string; readonly operationName?: string };

const bodyOf = ({ query, variables, operationName }: Sent) =>
  `{"query": ${JSON.stringify(query)}, "variables": ${variables ?? null}, "operationName": ${JSON.stringify(operationName ?? null)}}`;

const headers = { "content-type": "application/json", "x-sluice-trace": "0" };

async function overHttp(sent: Sent): Promise<unknown> {
  const response = await fetch(gateway.url, { method: "POST", headers, body: bodyOf(sent) });
  return response.text();
}

/** The first result, and whether the stream then said that it is complete. */
async function overSse(sent: Sent): Promise<unknown> {
  const accept = "text/event-stream";
  const response = await fetch(gateway.url, { method: "POST", headers: { ...headers, accept }, body: bodyOf(sent) });
  const [, result, end] = /event: next\ndata: (.*)\n\n(?::\n\n)*(event: complete)?/.exec(await response.text()) ?? [];
  expect(end).toBe("event: complete");
  return result;
}

async function overSocket(sent: Sent): Promise<unknown> {
  const socket = await openSocket(gateway.url);
  const texts: string[] = [];
  socket.socket.on("message", (data) => texts.push(String(data)));
  socket.send(`{"id": "1", "type": "subscribe", "payload": ${bodyOf(sent)}}`);
  const { type } = await socket.next();
  if (type === "next") expect(await socket.next()).toEqual({ id: "1", type: "complete" });
  socket.socket.close();
  await socket.closed;
  const [, payload] = /"payload":(.*)}$/.exec(texts[0] ?? "") ?? [];
  return type === "next" ? payload : `{"errors":${payload}}`;
}

/** Errors first or last, and where something is in the document, are the transports' own. */
const comparable = (text: unknown) => {
  const answer = JSON.parse(String(text), (_key, value, context?: { source?: string }) =>
    typeof value === "number" ? context?.source : value,
  );
  return { data: answer.data, errors: answer.errors };
};

const deep = (levels: number) =>
  `{ __schema { types { ${"fields { type { ".repeat(levels)}name${" } }".repeat(levels)} } } }`;

const operations: readonly (readonly [string, Sent])[] = [
  ["a query", { query: "{ notes(orderBy: [{id: ASC}]) { id body price score } }" }],
  [
    "exact numbers",
    { query: "query ($p: Decimal) { notes(where: {price: {eq: $p}}) { id } }", variables: '{"p": 1.50}' },
  ],
  [
    "a large number",
    {
      query: "query ($p: Decimal) { notes(where: {price: {lt: $p}}) { id } }",
      variables: '{"p": 12345678901234567890.10}',
    },
  ],
  [
    "a mutation that fails as a whole",
    { query: 'mutation { updateNote(id: 1, patch: {body: "x"}) { id } createNote(input: {id: 1, body: "y"}) { id } }' },
  ],
  ["a failing field", { query: "{ halves { half } notes { id } }" }],
  ["a masked failure", { query: "{ complaints { value } }" }],
  ["a document that does not parse", { query: "{ notes { id }" }],
  ["a document that does not fit", { query: "{ nothing }" }],
  ["several errors", { query: "{ nothing nowhere }" }],
  ["a variable of the wrong type", { query: "query ($id: Int!) { note(id: $id) { id } }", variables: '{"id": "x"}' }],
  ["a variable that is not there", { query: "query ($id: Int!) { note(id: $id) { id } }" }],
  ["too deep", { query: deep(20) }],
  ["too many tokens", { query: `{ ${"notes { id } ".repeat(300)} }` }],
  [
    "too deep variables",
    {
      query: "query ($w: NoteWhere) { notes(where: $w) { id } }",
      variables: `{"w": ${'{"and": ['.repeat(20)}{}${"]}".repeat(20)}}`,
    },
  ],
  ["too many rows", { query: "{ notes(limit: 6) { id } }" }],
  ["no such operation", { query: "query A { __typename }", operationName: "B" }],
  ["no operation", { query: "fragment F on Note { id }" }],
  ["several operations", { query: "query A { __typename } query B { __typename }" }],
  ["a subscription to too often", { query: "subscription { poolStats(interval: 99) { database } }" }],
  ["a subscription to nothing", { query: 'subscription { poolStats(databases: ["shop"]) { database } }' }],
  ["a subscription to no database", { query: "subscription { poolEvents(databases: []) { database } }" }],
  [
    "a subscription with a wrong variable",
    { query: "subscription ($i: Int) { poolStats(interval: $i) { database } }", variables: '{"i": 1.5}' },
  ],
];

describe("is answered alike over HTTP, SSE and WebSocket", () => {
  test.each(operations)("%s", async (_, sent) => {
    const [http, sse, socket] = [await overHttp(sent), await overSse(sent), await overSocket(sent)].map(comparable);
    expect(sse).toEqual(http);
    expect(socket).toEqual(http);
    for (const error of http?.errors ?? []) expect(error.extensions.code).toMatch(/^[A-Z_]+$/);
  });
});

test("a page subscribes with EventSource, by GET", async () => {
  const url = new URL(gateway.url);
  url.searchParams.set("query", "subscription { poolStats { database state } }");
  const response = await fetch(url, { headers: { accept: "text/event-stream" } });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk);
    if (text.includes("data:")) break;
  }
  expect(text).toContain('data: {"data":{"poolStats":[{"database":"main","state":"OPEN"}]}}');
  await expect.poll(() => gateway.gateway.subscriptions, { timeout: 20_000 }).toBe(0);
});

test("bounds that a subscription breaks are named", async () => {
  const answer = comparable(await overSocket({ query: "subscription { poolStats(interval: 60001) { database } }" }));
  expect(answer.errors).toMatchObject([
    {
      message: "interval: 60001 is not possible. Give milliseconds from 100 to 60000.",
      path: ["poolStats"],
      extensions: { code: "BAD_USER_INPUT" },
    },
  ]);
});

test("a subscription is no answer in JSON", async () => {
  const accept = "application/json";
  const body = JSON.stringify({ query: "subscription { poolStats { database } }" });
  const response = await fetch(gateway.url, { method: "POST", headers: { ...headers, accept }, body });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    errors: [
      {
        message: "A subscription is a stream: ask with accept: text/event-stream, or over a WebSocket.",
        extensions: { code: "BAD_USER_INPUT" },
      },
    ],
  });
  expect(gateway.gateway.subscriptions).toBe(0);
});
