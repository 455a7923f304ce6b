import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene, type Scene } from "../../support/faults/index.ts";
import { startProxy } from "../../support/proxy.ts";
import { watchNumbers, within } from "./support.ts";

/** Each connection is tested before it is lent. */
const pool = { size: 3, overflow: 0, validateAfterIdle: 0, acquireTimeout: 60_000 };

async function setUp(): Promise<{ scene: Scene; silence: (count: number) => void }> {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const proxy = await startProxy(database.url);
  onTestFinished(() => proxy.close());
  const scene = await openScene({ url: proxy.url, direct: database.url, pool });
  const silence = (count: number) => {
    const silent = new Set([...proxy.links].slice(0, count));
    proxy.carry((link, way, bytes) => {
      if (!silent.has(link)) link.send(way, bytes);
    });
  };
  return { scene, silence };
}

fault("P6a", async () => {
  const { scene, silence } = await setUp();
  silence(1);
  // Each is held until all are lent, so that each connection is tested.
  const leases = await Promise.all([scene.pool.lease(), scene.pool.lease(), scene.pool.lease()]);
  expect(await Promise.all(leases.map((lease) => lease.value({ text: "select 1" })))).toEqual([1, 1, 1]);
  await Promise.all(leases.map((lease) => lease.release()));
  expect(await scene.ask()).toBe("ok");
  await expect.poll(() => scene.pool.stats(), within).toMatchObject({ validationFailures: 1, idle: 3 });
  expect(scene.pool.stats()).toMatchObject({ created: 4, destroyed: 1, timeouts: 0 });
});

fault("P6b", async () => {
  const { scene, silence } = await setUp();
  const wrong = watchNumbers(scene.pool);
  silence(3);
  // One that fails is enough for the others to be tested at once: nobody finds out one by one.
  expect(await scene.ask()).toBe("ok");
  await expect.poll(() => scene.pool.stats(), within).toMatchObject({ validationFailures: 3, idle: 3 });
  expect(scene.pool.stats()).toMatchObject({ created: 6, destroyed: 3, timeouts: 0 });
  expect(wrong).toEqual([]);
  expect(scene.pool.stats().breaker).toMatchObject({ state: "closed" });
  await scene.recovers();
});
