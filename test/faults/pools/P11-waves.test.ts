import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene, type Scene } from "../../support/faults/index.ts";
import { watchNumbers, within } from "./support.ts";

const sizes = { size: 2, overflow: 6 };
const waves = 4;

/** As many as there can be connections, each of which is needed. */
async function wave(scene: Scene): Promise<void> {
  const clients = Array.from({ length: 8 }, () => scene.ask("shopDozes { slept }"));
  expect(await Promise.all(clients)).toEqual(Array(8).fill("ok"));
}

fault("P11a", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const scene = await openScene({
    url: database.url,
    pool: { ...sizes, overflowIdle: 500, acquireTimeout: 60_000 },
  });
  const wrong = watchNumbers(scene.pool);
  for (let count = 1; count <= waves; count += 1) {
    await wave(scene);
    await expect.poll(() => scene.pool.stats().total, within).toBe(sizes.size);
    expect(scene.pool.stats().created).toBeLessThanOrEqual(sizes.size + count * sizes.overflow);
  }
  expect(wrong).toEqual([]);
  expect(scene.pool.stats().destroyed).toBe(scene.pool.stats().created - sizes.size);
});

fault("P11b", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const scene = await openScene({
    url: database.url,
    pool: { ...sizes, overflowIdle: 60_000, acquireTimeout: 60_000 },
  });
  const wrong = watchNumbers(scene.pool);
  for (let count = 1; count <= waves; count += 1) await wave(scene);
  expect(scene.pool.stats().created).toBeLessThanOrEqual(sizes.size + sizes.overflow);
  expect(wrong).toEqual([]);
  expect(scene.pool.stats().destroyed).toBe(0);
});
