import { expect } from "vitest";
import { fault } from "../../support/faults/index.ts";
import { openOn, useServer } from "./support.ts";

fault("S5", async () => {
  const server = await useServer();
  const scene = await openOn(server, { pool: { acquireTimeout: 3_000, connectTimeout: 2_000 } });
  await expect.poll(() => scene.pool.stats().idle).toBe(2);
  const { created } = scene.pool.stats();
  const since = performance.now();
  server.freeze();

  // More at once than there are connections, and nobody gets another one.
  const answers = await Promise.all(Array.from({ length: 6 }, () => scene.ask("shopDozes { slept }")));
  expect(new Set(answers)).toEqual(new Set(["ok"]));
  expect(scene.pool.stats()).toMatchObject({ state: "open", idle: 2, breaker: { state: "closed" } });

  const leases = [await scene.pool.lease(), await scene.pool.lease()];
  expect(await scene.ask()).toBe("DATABASE_UNAVAILABLE");
  // Two at first, for the two that may be made; then one after the other.
  const turns = (performance.now() - since) / 300;
  expect(scene.pool.stats().created - created).toBeLessThanOrEqual(2 + turns);
  for (const lease of leases) await lease.release();
  expect(await scene.ask()).toBe("ok");

  server.thaw();
  await scene.recovers();
});
