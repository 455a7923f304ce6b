import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene } from "../../support/faults/index.ts";
import { putLoad, within } from "./support.ts";

const size = 50;

fault("P9", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const pool = { size, overflow: 0, maxLifetime: 2_000, acquireTimeout: 60_000 };
  const scene = await openScene({ url: database.url, pool });
  const replaced: number[] = [];
  const stop = scene.pool.on((event) => {
    if (event.kind === "Removed" && event.reason === "expired") replaced.push(performance.now());
  });
  const load = putLoad(scene, 4);
  await expect.poll(() => replaced.length, within).toBeGreaterThanOrEqual(size);
  stop();
  expect(await load.end()).toEqual(["ok"]);

  // A tenth in a tenth of a second on the whole, and at no moment twice as many: a process that is made to wait may see
  // some late, and the next ones in time.
  const first = replaced.slice(0, size);
  expect((first.at(-1) ?? 0) - (first[0] ?? 0)).toBeGreaterThanOrEqual(900);
  const tenth = size / 10;
  for (const [index, at] of first.entries()) {
    const later = first[index + 2 * tenth];
    if (later !== undefined) expect(later - at).toBeGreaterThanOrEqual(100);
  }
  expect(scene.pool.stats()).toMatchObject({ timeouts: 0, errors: 0 });
});
