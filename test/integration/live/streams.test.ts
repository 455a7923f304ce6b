import { connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createDatabase } from "../../support/databases.ts";
import { startGateway, type TestGatewayOptions } from "../../support/gateway.ts";
import { openSocket } from "../../support/raw-socket.ts";
import { startServer } from "../../support/server.ts";
import { subscribe, type TestStream, type Transport } from "../../support/streams.ts";

const notes = "create table notes (id int primary key); insert into notes values (1)";
const transports = ["SSE", "WebSocket"] as const;
const soon = { timeout: 20_000 };

async function open(options?: TestGatewayOptions) {
  const database = await createDatabase(notes);
  onTestFinished(() => database.dispose());
  const main = { url: database.url, prefix: "", pool: { size: 2, overflow: 1 } };
  const gateway = await startGateway({ databases: { main } }, options);
  onTestFinished(() => gateway.dispose());
  const watch = (transport: Transport, query: string, variables?: Record<string, unknown>): TestStream => {
    const stream = subscribe(transport, gateway.url, query, variables);
    onTestFinished(() => stream.close());
    return stream;
  };
  return { database, gateway, watch, pool: gateway.gateway.pools.get("main") };
}

const stats = (interval: number) =>
  `subscription { poolStats(interval: ${interval}) { database sampledAt state inUse max } }`;

describe.each(transports)("over %s", (transport) => {
  test("the first statistics come at once, the next ones when they are due", async () => {
    const { watch } = await open();
    // Nobody waits for a minute.
    const slow = watch(transport, stats(60_000));
    expect(await slow.data()).toMatchObject({ poolStats: [{ database: "main", state: "OPEN", inUse: 0, max: 3 }] });
    const fast = watch(transport, stats(100));
    const times = new Set<unknown>();
    while (times.size < 3) times.add(JSON.stringify(await fast.data()));
  });

  test("what happens in the pool is seen in its statistics", async () => {
    const { gateway, watch, pool } = await open();
    const stream = watch(transport, stats(100));
    const lease = await pool.lease();
    await stream.until(({ poolStats }) => Object(poolStats)[0].inUse === 1);
    await lease.release();
    await stream.until(({ poolStats }) => Object(poolStats)[0].inUse === 0);
    await stream.close();
    await expect.poll(() => gateway.gateway.subscriptions, soon).toBe(0);
  });

  test("a gateway that stops says that everything is complete", async () => {
    const { gateway, watch } = await open();
    const streams = [watch(transport, stats(60_000)), watch(transport, "subscription { poolEvents { database } }")];
    await streams[0]?.data();
    const last = Promise.all(streams.map((stream) => stream.next()));
    await expect.poll(() => gateway.gateway.subscriptions, soon).toBe(2);
    await gateway.dispose();
    expect(await last).toEqual([undefined, undefined]);
  });

  test("new tables end no stream", async () => {
    const { database, gateway, watch } = await open();
    const stream = watch(transport, stats(100));
    const events = watch(transport, "subscription { poolEvents(kinds: [RESIZED]) { __typename } }");
    await stream.data();
    const resized = events.data();
    await expect.poll(() => gateway.gateway.subscriptions, soon).toBe(2);
    await database.query("alter table notes add body text; create table more (id int primary key)");
    await gateway.gateway.reload();
    await stream.data();
    await stream.data();
    gateway.gateway.pools.get("main").resize({ size: 1 });
    expect(await resized).toEqual({ poolEvents: { __typename: "Resized" } });
    expect(gateway.gateway.subscriptions).toBe(2);
  });

  test("a database that goes away says so, and that it is back", async () => {
    const server = await startServer();
    onTestFinished(() => server.dispose());
    await server.query(notes);
    const database = await createDatabase(notes);
    onTestFinished(() => database.dispose());
    const gateway = await startGateway({
      databases: {
        away: { url: server.url, pool: { size: 1, overflow: 0 } },
        here: { url: database.url, pool: { size: 1, overflow: 0 } },
      },
    });
    onTestFinished(() => gateway.dispose());
    const stream = subscribe(
      transport,
      gateway.url,
      "subscription { poolStats(interval: 100) { database state total server { version } } }",
    );
    onTestFinished(() => stream.close());
    const states = (data: Record<string, unknown>) =>
      Object(data.poolStats).map(({ state }: { state: string }) => state);
    await stream.until((data) => String(states(data)) === "OPEN,OPEN");
    await server.stop();
    const down = await stream.until((data) => String(states(data)) === "DOWN,OPEN");
    expect(down.poolStats).toMatchObject([{ database: "away", total: expect.any(Number), server: null }, {}]);
    await server.start();
    await stream.until((data) => String(states(data)) === "OPEN,OPEN");
  }, 60_000);
});

test("a pool that is closed goes on to say so", async () => {
  const { watch, pool } = await open();
  const stream = watch("SSE", stats(100));
  await stream.data();
  await pool.close();
  await stream.until(({ poolStats }) => Object(poolStats)[0].state === "CLOSED");
  await pool.reopen();
  await stream.until(({ poolStats }) => Object(poolStats)[0].state === "OPEN");
});

test("what a server says of itself is not asked of a pool that has nobody to spare", async () => {
  const { gateway, pool } = await open();
  pool.resize({ size: 1, overflow: 0 });
  const lease = await pool.lease();
  const query = "{ pools { stats { server { version maxConnections connections ownConnections isInRecovery } } } }";
  expect(await gateway.data(query)).toEqual({ pools: [{ stats: { server: null } }] });
  expect(pool.stats()).toMatchObject({ waiting: 0, timeouts: 0 });
  await lease.release();
});

describe("a client that does not read", () => {
  const events = "subscription { poolEvents(kinds: [DRAINED]) { kind: __typename ... on EventsDropped { count } } }";
  const storm = 10_000;

  test("over a WebSocket keeps a bounded number of events, and is told how many it missed", async () => {
    const { gateway, pool } = await open();
    const socket = await openSocket(gateway.url);
    onTestFinished(() => socket.socket.terminate());
    socket.send({ id: "1", type: "subscribe", payload: { query: events } });
    await expect.poll(() => gateway.gateway.subscriptions, soon).toBe(1);
    socket.socket.pause();
    for (let time = 0; time < storm; time += 1) pool.drain();
    socket.socket.resume();
    let told = 0;
    for (;;) {
      const { payload } = await socket.next();
      const event = Object(payload).data.poolEvents;
      if (event.kind === "EventsDropped") {
        expect(told + event.count).toBe(storm);
        break;
      }
      told += 1;
    }
    expect(told).toBeLessThan(storm);
  });

  test("over SSE is told how many it missed, too", async () => {
    const { gateway, pool } = await open();
    const { port, host } = new URL(gateway.url);
    const socket = connect(Number(port), "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    const body = JSON.stringify({ query: events });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: ${host}\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await expect.poll(() => gateway.gateway.subscriptions, soon).toBe(1);
    socket.pause();
    let seen = "";
    for (let time = 0; time < storm; time += 1) pool.drain();
    socket.on("data", (bytes) => {
      seen += bytes;
    });
    socket.resume();
    await expect.poll(() => /"EventsDropped","count":(\d+)/.exec(seen)?.[1], soon).toBeDefined();
    const missed = Number(/"EventsDropped","count":(\d+)/.exec(seen)?.[1]);
    expect(seen.split("EventsDropped")[0]?.split('"Drained"').length).toBe(storm - missed + 1);
  });

  test("and leaves, leaves nothing", async () => {
    const { gateway, pool } = await open();
    const { port, host } = new URL(gateway.url);
    const socket = connect(Number(port), "127.0.0.1");
    const body = JSON.stringify({ query: events });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: ${host}\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await expect.poll(() => gateway.gateway.subscriptions, soon).toBe(1);
    socket.pause();
    for (let round = 0; round < 50; round += 1) {
      for (let time = 0; time < storm / 50; time += 1) pool.drain();
      await new Promise(setImmediate);
    }
    socket.resetAndDestroy();
    await expect.poll(() => gateway.gateway.subscriptions, soon).toBe(0);
  });
});
