import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, vi } from "vitest";
import { Connection } from "../../../src/pools/connection.ts";
import { IdleStack } from "../../../src/pools/idle.ts";
import { WaitingLine } from "../../../src/pools/waiting.ts";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene } from "../../support/faults/index.ts";

const iterations = 100_000;
const size = 4;
const max = 12;

/** Never opened: here it only has an age. */
function createConnection(): Connection {
  const limits = { connectTimeout: 1, queryTimeout: 1, maxResultBytes: 1 };
  const connection = new Connection({
    database: "shop",
    config: {},
    ...limits,
    onLost: () => {},
    onStatement: () => {},
  });
  connection.expiresAt = performance.now() + 50;
  return connection;
}

/** Takes and brings connections at random while their time runs out, by the clock that the test turns. */
function raceForIdle(): { lent: number; expired: Record<string, number>; wrong: string[] } {
  const ending = new WeakSet<Connection>();
  const lent = new Set<Connection>();
  const expired = { excess: 0, expired: 0, returned: 0 };
  const wrong: string[] = [];
  let total = 0;
  let lends = 0;
  const end = (connection: Connection, reason: keyof typeof expired) => {
    if (ending.has(connection) || (lent.has(connection) && reason !== "returned")) wrong.push(`${reason} took it`);
    ending.add(connection);
    lent.delete(connection);
    expired[reason] += 1;
    total -= 1;
  };
  const stack = new IdleStack({ overflowIdle: 5, excess: () => total - size, pace: () => 1, onExpired: end });
  const borrow = () => {
    let connection = stack.pop();
    if (!connection && total < max) {
      connection = createConnection();
      total += 1;
    }
    if (!connection) return;
    if (ending.has(connection)) wrong.push("an ending one was lent");
    if (lent.has(connection)) wrong.push("one was lent twice");
    lent.add(connection);
    lends += 1;
  };
  const giveBack = () => {
    const [connection] = lent;
    if (!connection) return;
    if (stack.isDue(connection, performance.now())) return end(connection, "returned");
    lent.delete(connection);
    stack.push(connection);
  };
  for (let turn = 0; turn < iterations; turn += 1) {
    const dice = Math.random();
    if (dice < 0.45) borrow();
    else if (dice < 0.9) giveBack();
    else vi.advanceTimersByTime(Math.ceil(Math.random() * 4));
    if (total !== stack.length + lent.size) wrong.push("one was lost");
  }
  stack.clear();
  return { lent: lends, expired, wrong };
}

/** Joins and serves a line at random while those in it run out of time, or leave. */
async function raceForTurn(): Promise<Record<"joined" | "served" | "got" | "refused" | "twice", number>> {
  const counts = { joined: 0, served: 0, got: 0, refused: 0, twice: 0 };
  const line = new WaitingLine<number>({
    timeout: 10,
    timedOut: () => new Error("timed out"),
    aborted: () => new Error("aborted"),
  });
  const got = new Set<number>();
  let leaver = new AbortController();
  for (let turn = 0; turn < iterations; turn += 1) {
    const dice = Math.random();
    if (dice < 0.45) {
      counts.joined += 1;
      const waiting = line.wait(leaver.signal);
      waiting.then(
        (thing) => {
          if (got.has(thing)) counts.twice += 1;
          got.add(thing);
        },
        () => {
          counts.refused += 1;
        },
      );
    } else if (dice < 0.8) {
      if (line.serve(turn)) counts.served += 1;
    } else if (dice < 0.81) {
      leaver.abort();
      leaver = new AbortController();
    } else vi.advanceTimersByTime(1);
  }
  line.refuseAll(() => new Error("closed"));
  await Promise.resolve();
  counts.got = got.size;
  return counts;
}

fault("P8a", async () => {
  onTestFinished(() => {
    vi.useRealTimers();
  });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "performance"] });
  const idle = raceForIdle();
  expect(idle.wrong).toEqual([]);
  for (const count of Object.values(idle.expired)) expect(count).toBeGreaterThan(100);

  const turns = await raceForTurn();
  expect(turns.twice).toBe(0);
  expect(turns.got).toBe(turns.served);
  expect(turns.got + turns.refused).toBe(turns.joined);
  expect(turns.refused).toBeGreaterThan(100);
});

fault("P8b", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const pool = { size: 1, overflow: 7, overflowIdle: 1, maxLifetime: 1_000, acquireTimeout: 60_000 };
  const scene = await openScene({ url: database.url, pool });
  let excess = 0;
  scene.pool.on((event) => {
    if (event.kind === "Removed" && event.reason === "excess") excess += 1;
  });
  // One that writes: it would not be sent again where its connection ended.
  const statement = { text: "select 7", effects: "rows" } as const;
  const work = async () => {
    for (let turn = 0; turn < 100; turn += 1) {
      expect(await scene.pool.value(statement)).toBe(7);
      await sleep(Math.random() * 4);
    }
  };
  const ask = async () => {
    for (let turn = 0; turn < 25; turn += 1) expect(await scene.ask()).toBe("ok");
  };
  await Promise.all([...Array.from({ length: 8 }, work), ask(), ask()]);
  expect(excess).toBeGreaterThan(0);
  expect(scene.pool.stats()).toMatchObject({ timeouts: 0, errors: 0 });
});
