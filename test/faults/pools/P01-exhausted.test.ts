import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene } from "../../support/faults/index.ts";
import { exhaust, within } from "./support.ts";

fault("P1a", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const scene = await openScene({ url: database.url, pool: { acquireTimeout: 3_000 } });

  const naps = await exhaust(scene);
  const answers = await Promise.all(Array.from({ length: 10 }, () => scene.ask()));
  expect(answers).toEqual(Array(10).fill("POOL_EXHAUSTED"));
  expect(scene.pool.stats()).toMatchObject({ inUse: 4, waiting: 0, timeouts: 10, breaker: { failures: 0 } });

  expect(await naps.end()).toEqual(Array(4).fill("STATEMENT_TIMEOUT"));
  await scene.recovers();
  // Who waits in vain costs no connection.
  expect(scene.pool.stats()).toMatchObject({ created: 4, destroyed: 0 });
});

fault("P1b", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const scene = await openScene({ url: database.url, pool: { acquireTimeout: 60_000, maxWaiting: 5 } });

  const naps = await exhaust(scene);
  const waiting = Array.from({ length: 5 }, () => scene.ask());
  await expect.poll(() => scene.pool.stats().waiting, within).toBe(5);
  const refused = await Promise.all(Array.from({ length: 15 }, () => scene.ask()));
  expect(refused).toEqual(Array(15).fill("POOL_EXHAUSTED"));
  expect(scene.pool.stats()).toMatchObject({ waiting: 5, timeouts: 0 });

  await naps.end();
  await scene.recovers();
  expect(await Promise.all(waiting)).toEqual(Array(5).fill("ok"));
});
