import { expect, onTestFinished } from "vitest";
import type { HeldLease, PoolEvent } from "../../../src/pools/index.ts";
import { lendDatabase } from "../../support/databases.ts";
import { expectBalance, fault, openScene, sessionCount } from "../../support/faults/index.ts";
import { within } from "./support.ts";

fault("P3", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const scene = await openScene({
    url: database.url,
    pool: { size: 4, overflow: 0, leakWarning: 100, acquireTimeout: 1_000 },
  });
  const { pool } = scene;
  const suspected: PoolEvent[] = [];
  pool.on((event) => event.kind === "LeakSuspected" && suspected.push(event));
  const leaked: HeldLease[] = [];
  const leak = async () => {
    const lease = await pool.lease();
    await lease.value({ text: `select ${leaked.length} as leaked`, effects: "none" });
    leaked.push(lease);
    const lastStatement = `select ${leaked.length - 1} as leaked`;
    await expect.poll(() => suspected, within).toContainEqual(expect.objectContaining({ lastStatement }));
  };

  await leak();
  // From now on every stack is noted.
  for (let count = 1; count < 4; count += 1) await leak();
  expect(suspected.at(-1)).toMatchObject({ database: "shop", takenAt: expect.stringContaining("P03-leak.test.ts") });
  expect(await scene.ask()).toBe("POOL_EXHAUSTED");
  // It was announced, and nothing was taken away.
  expect(pool.stats()).toMatchObject({ inUse: 4, created: 4, destroyed: 0 });
  for (const lease of leaked) expect(await lease.value({ text: "select 1", effects: "none" })).toBe(1);
  expect(suspected).toHaveLength(4);

  // Whoever closes the pool is not kept waiting for ever, and Postgres has its connections back.
  await pool.close({ deadline: 20 });
  await expect.poll(() => sessionCount(database.url), within).toBe(0);
  expect(await scene.ask()).toBe("POOL_CLOSED");
  for (const lease of leaked) expect(await scene.code(lease.value({ text: "select 1" }))).toBe("POOL_CLOSED");
  expect(pool.stats()).toMatchObject({ state: "closed", inUse: 4 });
  expectBalance(pool);
  // One that comes back after all is counted, and nobody complains.
  for (const lease of leaked) await lease.release();
  expect(pool.stats()).toMatchObject({ inUse: 0, total: 0 });

  await pool.reopen();
  await scene.recovers();
});
