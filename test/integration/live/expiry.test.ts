import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { bearer } from "../../support/asker.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { type Issuer, startIssuer } from "../../support/issuer.ts";
import { openSocket, type RawSocket } from "../../support/raw-socket.ts";

let database: TestDatabase;
let issuer: Issuer;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase("create table notes (id int primary key)");
  issuer = await startIssuer();
  gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "" } },
    auth: { jwt: { jwksUrl: issuer.jwksUrl, allowAdmin: true, clockTolerance: 0 } },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await issuer?.stop();
  await database?.dispose();
});

/** One that is over before the test is. */
const shortLived = () => issuer.sign({ role: "admin", exp: Math.ceil(Date.now() / 1_000) + 2 });
const longLived = () => issuer.sign({ role: "admin" });
const stats = "subscription { poolStats(interval: 60000) { database } }";
const events = "subscription { poolEvents { database } }";
const ended = [
  {
    message: "The token has expired, and the stream ends with it. Subscribe again with a new one.",
    extensions: { code: "UNAUTHENTICATED" },
  },
];
const soon = { timeout: 20_000 };

/** What a stream of server-sent events says until it ends. */
async function overSse(query: string, token: string): Promise<readonly string[]> {
  const headers = { "content-type": "application/json", accept: "text/event-stream", ...bearer(token) };
  const response = await fetch(gateway.url, { method: "POST", headers, body: JSON.stringify({ query }) });
  return (await response.text()).split("\n").filter((line) => /^(event|data): ./.test(line));
}

const open = async (...given: Parameters<typeof openSocket>): Promise<RawSocket> => {
  const socket = await openSocket(...given);
  onTestFinished(() => socket.socket.terminate());
  return socket;
};

const subscribe = (id: string, query: string) => ({ id, type: "subscribe", payload: { query } });

describe("over SSE", () => {
  test.each([
    ["that had values", stats, 1],
    ["that had none", events, 0],
  ])("a stream %s ends with its token, and says why", async (_, query, values) => {
    const said = await overSse(query, await shortLived());
    const [event = "", data = "", ...rest] = said.slice(values * 2);
    expect([event, ...rest]).toEqual(["event: next", "event: complete"]);
    expect(JSON.parse(data.slice("data: ".length))).toMatchObject({ errors: ended });
    await expect.poll(() => gateway.gateway.subscriptions, soon).toBe(0);
  });
});

describe("over a WebSocket", () => {
  test("streams end with the token, say why, and the socket is closed", async () => {
    const socket = await open(gateway.url, { headers: bearer(await shortLived()) });
    socket.send(subscribe("1", stats));
    expect(await socket.next()).toMatchObject({ id: "1", type: "next", payload: { data: { poolStats: [{}] } } });
    socket.send(subscribe("2", events));
    const last = [await socket.next(), await socket.next(), await socket.next(), await socket.next()];
    for (const id of ["1", "2"]) {
      expect(last.filter((message) => message.id === id)).toMatchObject([
        { type: "next", payload: { errors: ended } },
        { type: "complete" },
      ]);
    }
    expect(await socket.closed).toEqual({ code: 4401, reason: "The token has expired" });
    await expect.poll(() => gateway.gateway.subscriptions, soon).toBe(0);
  });

  test("one that runs nothing is closed, too, whose token came with its first message", async () => {
    const socket = await open(gateway.url, { init: false });
    socket.send({ type: "connection_init", payload: { authorization: `Bearer ${await shortLived()}` } });
    expect(await socket.next()).toMatchObject({ type: "connection_ack" });
    expect((await socket.closed).code).toBe(4401);
  });

  test("one that began with a token that is over is refused", async () => {
    const token = await issuer.sign({ role: "admin", exp: Math.floor(Date.now() / 1_000) - 60 });
    const socket = await open(gateway.url, { init: false, headers: bearer(token) });
    socket.send({ type: "connection_init" });
    expect((await socket.closed).code).toBe(4403);
  });

  test("others go on", async () => {
    const lasting = await open(gateway.url, { headers: bearer(await longLived()) });
    lasting.send(subscribe("1", "subscription { poolEvents(kinds: [RESIZED]) { kind: __typename } }"));
    await expect.poll(() => gateway.gateway.subscriptions, soon).toBe(1);
    const short = await open(gateway.url, { headers: bearer(await shortLived()) });
    await short.closed;
    gateway.gateway.pools.get("main").resize({ size: 3 });
    expect(await lasting.next()).toMatchObject({
      type: "next",
      payload: { data: { poolEvents: { kind: "Resized" } } },
    });
  });
});
