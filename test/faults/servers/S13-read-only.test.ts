import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { PoolEvent } from "../../../src/pools/index.ts";
import { fault, openScene, recordRecovery, type Scene, sessionCount } from "../../support/faults/index.ts";
import { startProxy } from "../../support/proxy.ts";
import type { Server } from "../../support/server.ts";
import { backends, openOn, useServer } from "./support.ts";

fault("S13a", async () => {
  const server = await useServer();
  const scene = await openOn(server, { pool: { overflow: 0 } });
  const drained: PoolEvent[] = [];
  scene.pool.on((event) => event.kind === "Drained" && drained.push(event));
  const before = await backends(scene);
  await setReadOnly(server, scene, "on");

  const since = performance.now();
  const codes = await Promise.all(Array.from({ length: 20 }, () => write(scene)));
  expect(new Set(codes)).toEqual(new Set(["READ_ONLY"]));
  expect(await scene.ask()).toBe("ok");
  // The connections were replaced, and not for each of the twenty.
  await expect.poll(async () => (await backends(scene)).filter((pid) => before.includes(pid))).toEqual([]);
  expect(drained.length).toBeGreaterThan(0);
  expect(drained.length).toBeLessThanOrEqual(1 + (performance.now() - since) / 1_000);
  expect(scene.pool.stats()).toMatchObject({ state: "open", breaker: { state: "closed", failures: 0 } });

  await setReadOnly(server, scene, "off");
  await recoversWriting(scene);
});

fault("S13b", async () => {
  const { primary, standby, scene, leadToStandby } = await openPair();
  leadToStandby();
  await primary.stop();
  await expect.poll(() => scene.ask()).toBe("ok");
  expect(await write(scene)).toBe("READ_ONLY");
  expect(await scene.ask()).toBe("ok");

  await standby.query("select pg_promote()");
  // The sessions are those that there were, and need not be others.
  expect(await write(scene)).toBe("ok");
  await recoversWriting(scene);
});

fault("S13c", async () => {
  const { primary, standby, scene, leadToStandby } = await openPair();
  await standby.query("select pg_promote()");
  await setReadOnly(primary, scene, "on");
  leadToStandby();
  // The connections lead where they led.
  expect(await scene.ask()).toBe("ok");
  expect(await sessionCount(primary.url)).toBe(2);

  expect(await write(scene)).toBe("READ_ONLY");
  expect(await write(scene)).toBe("ok");
  await recoversWriting(scene);
  await expect.poll(() => sessionCount(primary.url)).toBe(0);
  expect(await standby.query("select note from items where id = 1")).toEqual([{ note: "written" }]);
});

interface Pair {
  readonly primary: Server;
  readonly standby: Server;
  /** Knows one address for both. */
  readonly scene: Scene;
  leadToStandby(): void;
}

async function openPair(): Promise<Pair> {
  const primary = await useServer();
  await primary.stop();
  const { hostname, port, username, password } = new URL(primary.url);
  const primaryInfo = `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`;
  const prepare = (directory: string) => {
    const signal = join(directory, "data", "standby.signal");
    writeFileSync(signal, "");
    chmodSync(signal, 0o666);
  };
  const standby = await useServer({ primary_conninfo: primaryInfo }, { copied: primary.directory, prepare });
  await primary.start();

  const front = await startProxy(primary.url);
  onTestFinished(() => front.close());
  const direct = await startProxy(primary.url);
  onTestFinished(() => direct.close());
  const scene = await openScene({ url: front.url, direct: direct.url, pool: { overflow: 0 } });
  expect(await write(scene)).toBe("ok");
  const copied = () => standby.query("select note from items where id = 1").catch(() => []);
  await expect.poll(copied).toEqual([{ note: "written" }]);
  return {
    primary,
    standby,
    scene,
    leadToStandby() {
      front.leadTo(standby.url);
      direct.leadTo(standby.url);
    },
  };
}

function write({ code, pool }: Scene): Promise<string> {
  return code(pool.command({ text: "update items set note = 'written' where id = 1", effects: "rows" }));
}

async function recoversWriting(scene: Scene): Promise<void> {
  const since = performance.now();
  while ((await write(scene)) !== "ok") {}
  recordRecovery(performance.now() - since);
}

/** For all sessions, those of the pool included. */
async function setReadOnly(server: Server, { pool }: Scene, value: "on" | "off"): Promise<void> {
  await server.query(`alter system set default_transaction_read_only = ${value}`);
  await server.query("select pg_reload_conf()");
  const leases = [await pool.lease(), await pool.lease()];
  for (const lease of leases) {
    const seen = () => lease.value({ text: "show default_transaction_read_only", effects: "none" });
    await expect.poll(seen).toBe(value);
    await lease.release();
  }
}
