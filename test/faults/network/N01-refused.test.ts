import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene } from "../../support/faults/index.ts";
import { startProxy } from "../../support/proxy.ts";

fault("N1", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const proxy = await startProxy(database.url);
  onTestFinished(() => proxy.close());
  const scene = await openScene({ url: proxy.url, direct: database.url });
  expect(await scene.ask()).toBe("ok");

  await proxy.refuse();
  proxy.reset();
  await expect.poll(() => scene.pool.stats().state).toBe("down");
  const { created } = scene.pool.stats();
  const answers = await Promise.all(Array.from({ length: 100 }, () => scene.ask()));
  expect(new Set(answers)).not.toContain("ok");
  // A hundred requests are no hundred attempts: those that wait share the outcome of one.
  expect(scene.pool.stats().created - created).toBeLessThan(25);
  await expect.poll(() => scene.pool.stats().breaker.state).not.toBe("closed");
  expect(await scene.ask()).toBe("CIRCUIT_OPEN");

  await proxy.pass();
  await scene.recovers();
  expect(scene.pool.stats().breaker).toMatchObject({ state: "closed", failures: 0 });
});
