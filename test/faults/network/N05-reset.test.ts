import { expect } from "vitest";
import { fault, type LockedItems, lockItems, openProxied } from "../../support/faults/index.ts";

const count = "select count(*)::int as count from items where id > 100";

fault("N5a", async () => {
  const { scene, proxy } = await openProxied();
  for (let time = 0; time < 10; time += 1) {
    proxy.reset();
    expect(await Promise.all([scene.ask(), scene.ask()])).toEqual(["ok", "ok"]);
  }
  await scene.recovers();
  expect(scene.pool.stats().breaker).toMatchObject({ state: "closed", failures: 0 });
});

fault("N5b", async () => {
  const { scene, proxy, database } = await openProxied();
  const lock = await lockItems(database.url);
  const once = scene.ask();
  const [first] = await waiters(lock, []);
  proxy.reset();
  const again = await waiters(lock, [first]);
  await lock.release();
  expect(await once).toBe("ok");
  expect(again).toHaveLength(1);

  const second = await lockItems(database.url);
  const { queries } = scene.pool.stats();
  const twice = scene.ask();
  const before = await waiters(second, []);
  proxy.reset();
  await waiters(second, before);
  proxy.reset();
  expect(await twice).toBe("DATABASE_UNAVAILABLE");
  expect(scene.pool.stats().queries - queries).toBe(2);
  await second.release();
  await scene.recovers();
});

fault("N5c", async () => {
  const { scene, proxy, database } = await openProxied();
  const lock = await lockItems(database.url);
  const { queries } = scene.pool.stats();
  const write = scene.pool.command({ text: "insert into items select max(id) + 1, '' from items", effects: "rows" });
  const outcome = scene.code(write);
  await waiters(lock, []);
  proxy.reset();
  expect(await outcome).toBe("DATABASE_UNAVAILABLE");
  expect(scene.pool.stats().queries - queries).toBe(1);
  await lock.release();
  await scene.recovers();
  await expect.poll(() => lock.waiting()).toEqual([]);
  // The server may have been about to do it.
  expect((await scene.query(count))[0]?.count).toBeLessThanOrEqual(1);
});

fault("N5d", async () => {
  const { scene, proxy } = await openProxied();
  let attempts = 0;
  const transfer = scene.pool.withTransaction(
    async (transaction) => {
      attempts += 1;
      await transaction.command({ text: "insert into items values (101, '')", effects: "rows" });
      proxy.reset();
      await transaction.command({ text: "insert into items values (102, '')", effects: "rows" });
    },
    { retries: 3 },
  );
  expect(await scene.code(transfer)).toBe("DATABASE_UNAVAILABLE");
  expect(attempts).toBe(1);
  await scene.recovers();
  expect(scene.pool.stats()).toMatchObject({ rolledBack: 1, inTransaction: 0 });
  expect(await scene.query(count)).toEqual([{ count: 0 }]);
});

/** Those that wait now and did not before, once there is one. */
async function waiters(lock: LockedItems, before: readonly unknown[]): Promise<readonly unknown[]> {
  let found: readonly unknown[] = [];
  await expect
    .poll(async () => {
      found = (await lock.waiting()).filter((pid) => !before.includes(pid));
      return found.length;
    })
    .toBe(1);
  return found;
}
