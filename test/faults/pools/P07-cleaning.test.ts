import { expect, onTestFinished } from "vitest";
import type { HeldLease } from "../../../src/pools/index.ts";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene, type Scene } from "../../support/faults/index.ts";
import { startProxy } from "../../support/proxy.ts";
import { within } from "./support.ts";

const backend = { text: "select pg_backend_pid()", effects: "none" } as const;

/** Each time that a session is about to be cleaned, `onCleaning` is called, and the message waits for it. */
async function setUp(onCleaning: () => Promise<unknown>): Promise<Scene> {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const proxy = await startProxy(database.url);
  onTestFinished(() => proxy.close());
  const pool = { size: 2, overflow: 0, connectTimeout: 3_000, acquireTimeout: 60_000 };
  const scene = await openScene({ url: proxy.url, direct: database.url, pool });
  proxy.carry((link, way, bytes) => {
    if (way === "up" && bytes.includes("close all;")) void onCleaning().then(() => link.send(way, bytes));
    else link.send(way, bytes);
  });
  return scene;
}

/** A lease that has changed its session. */
async function change({ pool }: Scene): Promise<{ lease: HeldLease; pid: unknown }> {
  const lease = await pool.lease();
  await lease.command({ text: "set work_mem = '3MB'" });
  return { lease, pid: await lease.value(backend) };
}

/** What the next two borrowers have: all connections that there are. */
async function expectOthers({ pool }: Scene, pid: unknown): Promise<void> {
  await using first = await pool.lease();
  await using second = await pool.lease();
  for (const lease of [first, second]) {
    expect(await lease.value(backend)).not.toBe(pid);
    expect(await lease.value({ text: "show work_mem", effects: "none" })).not.toBe("3MB");
  }
}

fault("P7a", async () => {
  let pid: unknown;
  const scene = await setUp(() => scene.query("select pg_terminate_backend($1, 10000)", [pid]));
  for (let round = 0; round < 10; round += 1) {
    const changed = await change(scene);
    pid = changed.pid;
    const client = scene.ask();
    await changed.lease.release();
    expect(await client).toBe("ok");
    await expectOthers(scene, pid);
    expect(scene.pool.stats()).toMatchObject({ created: 3 + round, destroyed: 1 + round });
  }
  await scene.recovers();
});

fault("P7b", async () => {
  const scene = await setUp(() => new Promise(() => {}));
  const { lease, pid } = await change(scene);
  const released = lease.release();
  // Others are served meanwhile.
  for (let count = 0; count < 10; count += 1) expect(await scene.ask()).toBe("ok");
  await released;
  await expectOthers(scene, pid);
  expect(scene.pool.stats()).toMatchObject({ created: 3, destroyed: 1 });
  expect(scene.pool.stats().breaker).toMatchObject({ state: "closed", failures: 0 });
});

fault("P7c", async () => {
  const goOn = Promise.withResolvers<void>();
  const isCleaning = Promise.withResolvers<void>();
  const scene = await setUp(() => {
    isCleaning.resolve();
    return goOn.promise;
  });
  const { lease } = await change(scene);
  const released = lease.release();
  await isCleaning.promise;
  // It is nobody's until it is clean.
  expect(scene.pool.stats()).toMatchObject({ inUse: 1, total: 2 });
  const clients = Array.from({ length: 10 }, () => scene.ask());
  await expect.poll(() => scene.pool.stats().waiting, within).toBe(0);
  goOn.resolve();
  await released;
  expect(await Promise.all(clients)).toEqual(Array(10).fill("ok"));
  expect(scene.pool.stats()).toMatchObject({ created: 2, destroyed: 0 });
});
