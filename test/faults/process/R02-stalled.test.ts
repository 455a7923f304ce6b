import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openProcessScene, type ProcessScene, shutGate } from "../../support/faults/index.ts";

/** Longer than anything may take. */
const stalled = 4_000;
const timeout = 2_500;
const within = { timeout: 20_000, interval: 20 };

const pool = {
  size: 2,
  overflow: 0,
  acquireTimeout: timeout,
  queryTimeout: timeout,
  connectTimeout: timeout,
  validateAfterIdle: timeout,
  leakWarning: timeout,
  statementTimeout: 0,
  lockTimeout: 0,
};

/** Statements run and a client waits while the gateway stands still, and are answered before it goes on. */
async function standStill(run: (scene: ProcessScene, meanwhile: () => Promise<void>) => Promise<void>): Promise<void> {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const scene = await openProcessScene({ url: database.url, pool, isWatched: false });
  const gate = await shutGate(database.url);
  const working = [scene.ask("shopGates { id }"), scene.ask("shopGates { id }")];
  await gate.waitFor(2);
  const waiting = scene.ask();
  await expect.poll(async () => (await scene.numbers()).shop.waiting, within).toBe(1);
  await run(scene, () => gate.open());

  expect(await Promise.all(working)).toEqual(["ok", "ok"]);
  expect(await waiting).toBe("ok");
  const { shop, billing } = await scene.numbers();
  expect(shop).toMatchObject({ timeouts: 0, errors: 0, created: 2, destroyed: 0, validationFailures: 0 });
  expect(shop.breaker).toMatchObject({ state: "closed", failures: 0 });
  // Those that were idle all the time are still there.
  expect(billing).toMatchObject({ total: 5, created: 5, destroyed: 0 });
  await scene.recovers();
}

fault("R2a", () =>
  standStill(async (scene, answer) => {
    scene.freeze();
    await answer();
    await sleep(stalled);
    scene.thaw();
  }),
);

fault("R2b", () =>
  standStill(async (scene, answer) => {
    await scene.stall(stalled);
    await answer();
  }),
);
