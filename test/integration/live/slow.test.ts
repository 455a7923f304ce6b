import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, onTestFinished, test } from "vitest";
import { createDatabase } from "../../support/databases.ts";
import { startGateway } from "../../support/gateway.ts";
import { openSocket } from "../../support/raw-socket.ts";
import { subscribe, type Transport } from "../../support/streams.ts";

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

/** Megabytes that the process needs without garbage. */
function used(): number {
  if (typeof collect !== "function") throw new Error("There is no gc.");
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

const soon = { timeout: 20_000 };

async function open() {
  const database = await createDatabase("create table notes (id int primary key)");
  onTestFinished(() => database.dispose());
  const gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
  onTestFinished(() => gateway.dispose());
  return { gateway, pool: gateway.gateway.pools.get("main") };
}

/** A client that does not read from the first value on, until it is told to: then all that it is sent, as text. */
async function openSlow(transport: Transport, url: string, query: string) {
  const texts: string[] = [];
  if (transport === "WebSocket") {
    const { socket, send } = await openSocket(url);
    onTestFinished(() => socket.terminate());
    send({ id: "1", type: "subscribe", payload: { query } });
    socket.pause();
    socket.on("message", (data) => texts.push(String(data)));
    return { texts, read: () => socket.resume() };
  }
  const { port, host } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  const body = JSON.stringify({ query });
  socket.pause();
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: ${host}\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  socket.setEncoding("latin1").on("data", (text) => texts.push(String(text)));
  return { texts, read: () => socket.resume() };
}

/** Fields that make a value so large that no socket holds many: 200 bytes each. */
const wide = (fields: number) =>
  Array.from({ length: fields }, (_, at) => `${"x".repeat(180)}${at}: database`).join(" ");

describe.each<Transport>(["SSE", "WebSocket"])("over %s", (transport) => {
  test("a reader of statistics who never reads costs no memory, and gets the newest when it does", async () => {
    const { gateway } = await open();
    const slow = await openSlow(
      transport,
      gateway.url,
      `subscription { poolStats(interval: 100) { inUse max ${wide(4_000)} } }`,
    );
    const fast = subscribe(transport, gateway.url, "subscription { poolStats(interval: 100) { max } }");
    onTestFinished(() => fast.close());
    const beats = async (count: number) => {
      for (let beat = 0; beat < count; beat += 1) await fast.data();
    };
    // Until the sockets on the way are full.
    await beats(20);
    const before = used();
    await beats(60);
    expect(used() - before).toBeLessThan(15);
    await gateway.data('mutation { resizePool(database: "main", size: 1, overflow: 6) { database } }');
    slow.read();
    await expect.poll(() => slow.texts.join("").includes('"max":7'), soon).toBe(true);
    expect(slow.texts.join("").split('"inUse"').length).toBeLessThan(60);
  }, 60_000);

  test("a reader of events who never reads costs no memory, and is told how many it missed", async () => {
    const { gateway, pool } = await open();
    const query = `subscription { poolEvents(kinds: [STATEMENTS_RESET]) { kind: __typename ... on EventsDropped { count } ${wide(200)} } }`;
    const slow = await openSlow(transport, gateway.url, query);
    await expect.poll(() => gateway.gateway.subscriptions, soon).toBe(1);
    const storm = async (events: number) => {
      for (let time = 0; time < events; time += 1) {
        pool.resetStatements();
        if (time % 1_000 === 0) await new Promise(setImmediate);
      }
    };
    await storm(50_000);
    const before = used();
    await storm(50_000);
    expect(used() - before).toBeLessThan(4);
    slow.read();
    const missed = () =>
      [...slow.texts.join("").matchAll(/"EventsDropped","count":(\d+)/g)].map(([, count]) => Number(count));
    const told = () => slow.texts.join("").split('"StatementsReset"').length - 1;
    await expect.poll(() => told() + missed().reduce((sum, count) => sum + count, 0), soon).toBe(100_000);
    expect(told()).toBeLessThan(10_000);
  });

  test("a gateway stops although somebody does not read", async () => {
    const { gateway } = await open();
    await openSlow(transport, gateway.url, `subscription { poolStats(interval: 100) { ${wide(4_000)} } }`);
    const fast = subscribe(transport, gateway.url, "subscription { poolStats(interval: 100) { max } }");
    onTestFinished(() => fast.close());
    for (let beat = 0; beat < 20; beat += 1) await fast.data();
    await gateway.dispose();
    await expect(fetch(gateway.url)).rejects.toThrow();
    expect(gateway.gateway.subscriptions).toBe(0);
  });
});
