import { expect } from "vitest";
import { fault, openProxied, type ProxiedScene } from "../../support/faults/index.ts";

fault("N3a", async () => {
  const proxied = await openProxied({ validateAfterIdle: 0 });
  const { scene, proxy } = proxied;
  const dead = forgetLinks(proxied);
  const answers = await Promise.all(Array.from({ length: 10 }, () => scene.ask()));
  expect(new Set(answers)).toEqual(new Set(["ok"]));
  await expect.poll(() => scene.pool.stats().validationFailures).toBe(2);
  await expect.poll(() => dead.filter((link) => proxy.links.has(link))).toEqual([]);
  await scene.recovers();
});

fault("N3b", async () => {
  const proxied = await openProxied({ queryTimeout: 2_000, statementTimeout: 0 });
  const { scene, proxy } = proxied;
  const dead = forgetLinks(proxied);
  expect(await scene.ask()).toBe("STATEMENT_TIMEOUT");
  // Nobody loses another one: the other connection is tested before it is lent.
  await scene.recovers();
  // Not by a goodbye, which would wait for its answer.
  await expect.poll(() => dead.filter((link) => proxy.links.has(link))).toEqual([]);
  expect(scene.pool.stats()).toMatchObject({ errors: 1, validationFailures: 1, breaker: { state: "closed" } });
});

/** Connections that there are lose every byte from now on; new ones work. So does a router that has forgotten them. */
function forgetLinks({ proxy }: ProxiedScene) {
  const dead = [...proxy.links];
  proxy.carry((link, way, bytes) => {
    if (!dead.includes(link)) link.send(way, bytes);
  });
  return dead;
}
