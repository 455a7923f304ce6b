import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { openSocket, type RawSocket } from "../../support/raw-socket.ts";

let database: TestDatabase;
let gateway: TestGateway;
const limits = { requestBytes: 10_000, operationsPerSocket: 3, sockets: 20, subscriptions: 5 };
beforeAll(async () => {
  database = await createDatabase(`
    create table notes (id int primary key);
    create view naps as select n as id, pg_sleep(60)::text as nap from generate_series(1, 1) n;
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } }, limits });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const open = async (options?: Parameters<typeof openSocket>[1]): Promise<RawSocket> => {
  const socket = await openSocket(gateway.url, options);
  onTestFinished(() => socket.socket.terminate());
  return socket;
};
const subscribe = (id: string, query: string) => ({ id, type: "subscribe", payload: { query } });
const soon = { timeout: 20_000 };
const forever = "subscription { poolEvents { database } }";
const sleeping = async () => {
  const text = "select count(*)::int as count from pg_stat_activity where datname = $1 and wait_event = 'PgSleep'";
  return (await database.query(text, [database.name]))[0]?.count;
};

describe("refuses", () => {
  test.each([
    ["the page of another site", { origin: "https://evil.example" }, "/graphql", 403],
    ["a page of no site", { origin: "null" }, "/graphql", 403],
    ["a page on another port", { origin: "http://127.0.0.1:1" }, "/graphql", 403],
    ["a name that somebody pointed here", { host: "evil.example" }, "/graphql", 403],
    ["another path", {}, "/other", 404],
  ])("%s", async (_, headers, path, status) => {
    const opening = openSocket(new URL(path, gateway.url).href, { headers });
    await expect(opening).rejects.toThrow(`Unexpected server response: ${status}`);
  });

  test("in GraphQL's form", async () => {
    const { port, host } = new URL(gateway.url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(
      `GET /graphql HTTP/1.1\r\nhost: ${host}\r\norigin: https://evil.example\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    const chunks: Buffer[] = await socket.toArray();
    const answer = String(Buffer.concat(chunks));
    expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({
      errors: [{ extensions: { code: "FORBIDDEN" } }],
    });
  });

  test("more connections than there may be", async () => {
    const sockets = await Promise.all(Array.from({ length: limits.sockets }, () => open()));
    await expect(openSocket(gateway.url)).rejects.toThrow("Unexpected server response: 503");
    for (const { socket } of sockets) socket.terminate();
    const isOpened = async () => {
      const { socket } = await openSocket(gateway.url);
      socket.terminate();
      return true;
    };
    await expect.poll(isOpened, soon).toBe(true);
  });

  test("pages of its own are let in", async () => {
    const socket = await open({ headers: { origin: new URL(gateway.url).origin } });
    socket.send({ type: "ping" });
    expect(await socket.next()).toEqual({ type: "pong" });
  });
});

// Node looks at what a client wants to become since 22.21 and 24.9.
test("a client that offers to go on with HTTP/2 is answered as any other", async () => {
  const { port, host } = new URL(gateway.url);
  const socket = connect(Number(port), "127.0.0.1");
  const body = '{"query": "{ __typename }"}';
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: ${host}\r\nconnection: upgrade, close\r\nupgrade: h2c\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  const chunks: Buffer[] = await socket.toArray();
  expect(String(Buffer.concat(chunks))).toMatch(/^HTTP\/1\.1 200 OK.*\{"data":\{"__typename":"Query"\}\}/s);
});

describe("closes", () => {
  test.each<[string, (socket: RawSocket) => void, number]>([
    ["for a message that is too large", (socket) => socket.send("x".repeat(10_001)), 1009],
    ["for bytes", (socket) => socket.socket.send(Buffer.from("{}")), 4400],
    ["for no JSON", (socket) => socket.send("{"), 4400],
    ["for JSON that is too deep", (socket) => socket.send("[".repeat(2_000)), 4400],
    ["for no message of the protocol", (socket) => socket.send({ type: "nothing" }), 4400],
    ["for a second beginning", (socket) => socket.send({ type: "connection_init" }), 4429],
    [
      "for an id that is in use",
      (socket) => {
        socket.send(subscribe("__proto__", forever));
        socket.send(subscribe("__proto__", forever));
      },
      4409,
    ],
  ])("%s", async (_, act, code) => {
    const socket = await open();
    act(socket);
    expect((await socket.closed).code).toBe(code);
    await expect.poll(() => gateway.gateway.subscriptions).toBe(0);
  });

  test("where somebody begins without having said who asks", async () => {
    const socket = await open({ init: false });
    socket.send(subscribe("1", "{ __typename }"));
    expect((await socket.closed).code).toBe(4401);
  });

  test("where nobody says anything", async () => {
    const socket = await open({ init: false });
    expect((await socket.closed).code).toBe(4408);
  });

  test("another protocol", async () => {
    await expect(openSocket(gateway.url, { protocol: "graphql-ws", init: false })).rejects.toThrow();
  });
});

describe("bounds", () => {
  test("the operations of one connection", async () => {
    const socket = await open();
    for (const id of ["a", "b", "c", "d"]) socket.send(subscribe(id, forever));
    expect(await socket.next()).toMatchObject({
      id: "d",
      type: "error",
      payload: [{ extensions: { code: "LIMIT_EXCEEDED", limit: "operationsPerSocket" } }],
    });
    socket.send({ id: "a", type: "complete" });
    await expect.poll(() => gateway.gateway.subscriptions).toBe(2);
    socket.send(subscribe("e", "{ __typename }"));
    expect(await socket.next()).toMatchObject({ id: "e", type: "next" });
  });

  test("the subscriptions of all clients, and gives their places back", async () => {
    const sockets = await Promise.all([open(), open()]);
    for (const socket of sockets) for (const id of ["1", "2", "3"]) socket.send(subscribe(id, forever));
    const refused = await Promise.race(sockets.map((socket) => socket.next()));
    expect(refused).toMatchObject({
      type: "next",
      payload: { errors: [{ extensions: { code: "LIMIT_EXCEEDED", limit: "subscriptions" } }] },
    });
    for (const { socket } of sockets) socket.terminate();
    await expect.poll(() => gateway.gateway.subscriptions).toBe(0);
    const next = await open();
    for (const id of ["1", "2", "3"]) next.send(subscribe(id, forever));
    await expect.poll(() => gateway.gateway.subscriptions).toBe(3);
  });

  test("what comes and goes leaves nothing", async () => {
    const socket = await open();
    for (let time = 0; time < 2_000; time += 1) {
      socket.send(subscribe(String(time), forever));
      socket.send({ id: String(time), type: "complete" });
      socket.send({ id: "unknown", type: "complete" });
    }
    socket.send({ type: "ping" });
    await expect.poll(async () => (await socket.next()).type, soon).toBe("pong");
    await expect.poll(() => gateway.gateway.subscriptions, soon).toBe(0);
  });
});

describe("a client that leaves ends what runs for it", () => {
  const nap = subscribe("1", "{ naps { nap } }");
  test.each<[string, (socket: RawSocket) => void]>([
    ["by the protocol", (socket) => socket.send({ id: "1", type: "complete" })],
    ["by closing", (socket) => socket.socket.close()],
    ["by a lost network", (socket) => socket.socket.terminate()],
  ])("%s", async (_, leave) => {
    const socket = await open();
    socket.send(nap);
    await expect.poll(sleeping).toBe(1);
    leave(socket);
    await expect.poll(sleeping).toBe(0);
    await expect.poll(() => gateway.gateway.pools.get("main").stats().inUse).toBe(0);
  });
});
