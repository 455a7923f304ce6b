import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { expectBalance, fault, openScene, sessionCount } from "../../support/faults/index.ts";
import { replacePool, within } from "./support.ts";

const sizes = { size: 2, overflow: 2 };
const never = 60_000;

fault("P5a", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const scene = await openScene({ url: database.url });
  let hook = () => new Promise<void>(() => {});
  const pool = await replacePool(scene, {
    connection: { url: database.url },
    settings: { ...sizes, acquireTimeout: never, connectTimeout: 3_000 },
    onConnect: () => hook(),
  });

  const answers = await Promise.all(Array.from({ length: 20 }, () => scene.ask()));
  expect(answers).toEqual(Array(20).fill("DATABASE_UNAVAILABLE"));
  // Whatever hung has given its slot back, here and in Postgres.
  expect(pool.stats()).toMatchObject({ idle: 0, inUse: 0, waiting: 0 });
  expectBalance(pool);
  await expect.poll(() => sessionCount(database.url), within).toBeLessThanOrEqual(1);

  hook = async () => {};
  await scene.recovers();
});

fault("P5b", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const scene = await openScene({ url: database.url });
  const end = Promise.withResolvers<void>();
  const pool = await replacePool(scene, {
    connection: { url: database.url },
    settings: { ...sizes, acquireTimeout: 300, connectTimeout: never },
    onConnect: () => end.promise,
  });

  const answers = await Promise.all(Array.from({ length: 20 }, () => scene.ask()));
  expect(answers).toEqual(Array(20).fill("DATABASE_UNAVAILABLE"));
  expect(pool.stats()).toMatchObject({ created: 4, destroyed: 0, connecting: 4, waiting: 0, timeouts: 20 });
  await expect.poll(() => sessionCount(database.url), within).toBe(4);

  // What they waited for serves others.
  end.resolve();
  await scene.recovers();
  expect(pool.stats()).toMatchObject({ created: 4, destroyed: 0 });
});

fault("P5c", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const scene = await openScene({ url: database.url });
  let isBroken = true;
  const pool = await replacePool(scene, {
    connection: { url: database.url },
    settings: { ...sizes, acquireTimeout: never },
    onConnect: async (lease) => {
      await lease.command({ text: "set work_mem = '3MB'" });
      if (isBroken) throw new Error("The hook is broken.");
    },
  });

  const answers = await Promise.all(Array.from({ length: 100 }, () => scene.ask()));
  expect(answers).not.toContain("ok");
  expect(pool.stats().created).toBeLessThan(20);
  await expect.poll(() => pool.stats().breaker.state, within).not.toBe("closed");
  expect(await scene.ask()).toBe("CIRCUIT_OPEN");
  expectBalance(pool);

  isBroken = false;
  await scene.recovers();
  expect(await pool.value({ text: "show work_mem", effects: "none" })).toBe("3MB");
});
