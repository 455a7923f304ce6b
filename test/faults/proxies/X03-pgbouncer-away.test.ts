import { Client } from "pg";
import { expect, onTestFinished } from "vitest";
import { fault, lockItems, openPooled, type PooledScene } from "../../support/faults/index.ts";

fault("X3a", async () => {
  const { scene, pooler, database } = await openPooled();
  const lock = await lockItems(database.url);
  const asked = scene.ask();
  await expect.poll(() => lock.waiting()).toHaveLength(1);
  await pooler.kill();
  expect(await asked).toBe("DATABASE_UNAVAILABLE");
  await lock.release();
  expect(await scene.ask()).not.toBe("ok");

  await pooler.start();
  await scene.recovers();
});

fault("X3b", async () => {
  const pooled = await openPooled();
  const { scene, pooler } = pooled;
  await pooler.admin("pause");
  const asked = Array.from({ length: 3 }, () => scene.ask());
  await expect.poll(() => waiting(pooled)).toBe(3);
  await pooler.admin("resume");
  expect(await Promise.all(asked)).toEqual(["ok", "ok", "ok"]);
  await scene.recovers();
  expect(scene.pool.stats()).toMatchObject({ errors: 0, breaker: { state: "closed", failures: 0 } });
});

fault("X3c", async () => {
  const { scene, pooler } = await openPooled({ pool: { queryTimeout: 2_000, statementTimeout: 0 } });
  await pooler.admin("pause");
  expect(await Promise.all([scene.ask(), scene.ask()])).toEqual(["STATEMENT_TIMEOUT", "STATEMENT_TIMEOUT"]);
  expect(scene.pool.stats().inUse).toBe(0);
  await pooler.admin("resume");
  await scene.recovers();
});

fault("X3d", async () => {
  const { scene, pooler } = await openPooled({ pooler: { default_pool_size: 1, query_wait_timeout: 2 } });
  const holder = new Client({ connectionString: pooler.url });
  await holder.connect();
  let isHeld = true;
  const release = async () => {
    if (isHeld) await holder.end();
    isHeld = false;
  };
  onTestFinished(release);
  await holder.query("begin");
  const { created } = scene.pool.stats();
  expect(await scene.ask()).toBe("DATABASE_UNAVAILABLE");
  expect(scene.pool.stats().created).toBeGreaterThan(created);

  await release();
  await scene.recovers();
});

/** How many clients the pooler lets wait. */
async function waiting({ pooler, database }: PooledScene): Promise<number> {
  const pools = await pooler.admin("show pools");
  return Number(pools.find((pool) => pool.database === database.name)?.cl_waiting);
}
