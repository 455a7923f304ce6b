import { expect } from "vitest";
import { fault, lockItems, openProxied, type ProxiedScene } from "../../support/faults/index.ts";

fault("N6a", async () => {
  const proxied = await openProxied();
  const { scene } = proxied;
  for (let time = 0; time < 10; time += 1) {
    halfClose(proxied);
    expect(await Promise.all([scene.ask(), scene.ask()])).toEqual(["ok", "ok"]);
  }
  await scene.recovers();
  expect(scene.pool.stats().breaker).toMatchObject({ state: "closed", failures: 0 });
});

fault("N6b", async () => {
  const proxied = await openProxied();
  const { scene, database } = proxied;
  const lock = await lockItems(database.url);
  const { queries } = scene.pool.stats();
  const asked = scene.ask();
  await expect.poll(() => lock.waiting()).toHaveLength(1);
  const [first] = await lock.waiting();
  halfClose(proxied);
  await expect.poll(async () => (await lock.waiting()).filter((pid) => pid !== first)).toHaveLength(1);
  await lock.release();
  expect(await asked).toBe("ok");
  expect(scene.pool.stats().queries - queries).toBe(2);
  await scene.recovers();
});

function halfClose({ proxy }: ProxiedScene): void {
  for (const link of proxy.links) link.halfClose();
}
