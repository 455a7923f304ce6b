import { expect } from "vitest";
import { expectBalance, fault, openProxied, sessionCount } from "../../support/faults/index.ts";

fault("N7", async () => {
  const { scene, proxy, database } = await openProxied();
  const before = scene.pool.stats();
  proxy.delay(100, 50);
  const answers = await Promise.all(Array.from({ length: 12 }, () => scene.ask()));
  expect(answers).toEqual(Array.from({ length: 12 }, () => "ok"));
  const after = scene.pool.stats();
  expect(after).toMatchObject({ timeouts: 0, destroyed: before.destroyed, breaker: { state: "closed", failures: 0 } });
  expect(after.created).toBeLessThanOrEqual(after.max);
  expect(await sessionCount(database.url)).toBeLessThanOrEqual(after.max);
  expectBalance(scene.pool);

  await proxy.pass();
  await scene.recovers();
});
