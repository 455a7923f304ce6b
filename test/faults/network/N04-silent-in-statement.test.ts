import { expect } from "vitest";
import { expectBalance, fault, openProxied, sessionCount } from "../../support/faults/index.ts";

const napping = "select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
const nap = "shopNaps { slept }";

fault("N4a", async () => {
  const { scene, proxy, database } = await openProxied({
    queryTimeout: 4_000,
    acquireTimeout: 3_000,
    connectTimeout: 5_000,
  });
  const naps = Array.from({ length: 4 }, () => scene.ask(nap));
  await expect.poll(() => scene.query(napping)).toHaveLength(4);
  proxy.blackHole();
  expect(await Promise.all(naps)).toEqual(Array.from({ length: 4 }, () => "STATEMENT_TIMEOUT"));
  // Nobody could tell the server: its sessions are still there, and no more.
  expect(await sessionCount(database.url)).toBe(4);
  expectBalance(scene.pool);
  expect(await scene.ask()).toMatch(/^(?:DATABASE_UNAVAILABLE|CIRCUIT_OPEN)$/);

  await proxy.pass();
  await scene.recovers();
});

fault("N4b", async () => {
  const { scene, proxy } = await openProxied({ queryTimeout: 3_000 });
  const asked = scene.ask(nap);
  await expect.poll(() => scene.query(napping)).toHaveLength(1);
  const dead = new Set(proxy.links);
  proxy.carry((link, way, bytes) => {
    if (!dead.has(link)) link.send(way, bytes);
  });
  await expect.poll(() => scene.query(napping)).toEqual([]);
  expect(await asked).toBe("STATEMENT_TIMEOUT");
  expect(scene.pool.stats().inUse).toBe(0);

  await proxy.pass();
  await scene.recovers();
});
