import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, onTestFinished } from "vitest";
import { resolveConfig } from "../../../src/config/index.ts";
import { openGateway } from "../../../src/gateway/index.ts";
import { fault, openScene } from "../../support/faults/index.ts";
import { startServer } from "../../support/server.ts";
import { putLoad, within } from "./support.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** `other1`, `other2` …: one database under many names, which is many databases for the gateway. */
function others(count: number, url: string) {
  const pool = { size: 1, overflow: 0, closeAfterUnused: 500, acquireTimeout: 60_000, connectTimeout: 60_000 };
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`other${index + 1}`, { url, pool }]));
}

async function heapUsed(): Promise<number> {
  // What is freed may free more once its sockets and timers have heard of it.
  for (let time = 0; time < 5; time += 1) {
    collectGarbage();
    await nextTurn();
  }
  return process.memoryUsage().heapUsed;
}

/** The memory that a gateway over so many keeps, in bytes. */
async function heapOf(count: number, url: string): Promise<number> {
  const before = await heapUsed();
  const gateway = await openGateway(resolveConfig({ databases: others(count, url) }, { strictNames: true }));
  const heap = (await heapUsed()) - before;
  await gateway.stop();
  return heap;
}

fault(
  "P13",
  async () => {
    const server = await startServer({ max_connections: "260" });
    onTestFinished(() => server.dispose());
    const count = 198;
    const scene = await openScene({ url: server.url, others: others(count, server.url) });
    const { pools } = scene.gateway.gateway;
    expect(pools.all).toHaveLength(count + 2);
    const unused = pools.all.slice(5);
    // With no database that is used, each has asked as much as the first.
    const queries = unused.map((pool) => pool.stats().queries);
    expect(new Set(queries).size).toBe(1);

    const fields = ["shopItems", "other1Items", "other2Items", "other3Items"].map((name) => `${name} { id }`);
    const load = putLoad(scene, 1, fields.join(" "));
    await expect.poll(() => new Set(unused.map((pool) => pool.stats().state)), within).toEqual(new Set(["resting"]));
    expect(await load.end()).toEqual(["ok"]);
    const sessions = `select count(distinct application_name)::int as count from pg_stat_activity
    where application_name like 'sluice/other%'`;
    await expect.poll(async () => (await scene.query(sessions))[0]?.count, within).toBeLessThanOrEqual(3);
    for (const pool of unused) expect(pool.stats()).toMatchObject({ total: 0, inUse: 0 });
    await scene.gateway.data("{ other198Items(limit: 1) { id } }");
    expect(pools.get("other198").stats()).toMatchObject({ state: "open", total: 1 });

    // The first one keeps what all of them share.
    await heapOf(10, server.url);
    const few = await heapOf(10, server.url);
    const many = await heapOf(40, server.url);
    // In proportion: what grew with the square would be sixteen times as much.
    expect(many).toBeLessThan(few * 6);
  },
  180_000,
);
