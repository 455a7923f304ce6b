import { Client } from "pg";
import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openLedger, openScene } from "../../support/faults/index.ts";
import { startProxy } from "../../support/proxy.ts";

const napping = "select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
const within = { timeout: 10_000 };
const nap = { text: "select pg_sleep(60)", effects: "none" } as const;

fault("T7a", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const ledger = await openLedger(database.url);
  const { pool, ...scene } = await openScene({
    url: database.url,
    pool: { size: 3, overflow: 0, lockTimeout: 0, acquireTimeout: 30_000 },
  });
  expect(await scene.ask()).toBe("ok");
  const before = pool.stats();

  const between = new AbortController();
  const running = new AbortController();
  const queued = new AbortController();
  const leavers = [
    // Between two statements, with accounts that the others do not hold.
    ledger.transfer(pool, {
      from: 5,
      to: 6,
      signal: between.signal,
      beforeCommit: async () => between.abort("gone"),
    }),
    // Two that hold both places, while a statement runs.
    ...[1, 2].map((account) =>
      ledger.transfer(pool, {
        from: account,
        to: account + 2,
        signal: running.signal,
        beforeCommit: (transaction) => transaction.value(nap),
      }),
    ),
  ];
  await expect.poll(() => scene.query(napping), within).toHaveLength(2);
  const inLine = [1, 2, 3].map(() => ledger.transfer(pool, { signal: queued.signal, retries: 5 }));
  await expect.poll(() => pool.stats().waiting, within).toBe(3);
  queued.abort("gone");
  const left = await Promise.all(inLine);
  expect(pool.stats()).toMatchObject({ waiting: 0, inTransaction: 2 });
  running.abort("gone");
  left.push(...(await Promise.all(leavers)));
  await expect.poll(() => scene.query(napping), within).toEqual([]);

  // While it waits for a lock.
  const holder = new Client({ connectionString: database.url });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query("begin; lock table accounts");
  const locked = new AbortController();
  const stuck = ledger.transfer(pool, { signal: locked.signal });
  await expect.poll(() => scene.query(waiting), within).toHaveLength(1);
  locked.abort("gone");
  left.push(await stuck);
  await holder.query("rollback");

  for (const { error } of left) expect(await scene.code(Promise.reject(error))).toBe("REQUEST_ABORTED");
  expect(await ledger.check()).toEqual({ acknowledged: 0, failed: 7, unknown: [] });
  expect(pool.stats()).toMatchObject({ rolledBack: before.rolledBack + 4, destroyed: before.destroyed });
  expect(await ledger.transfer(pool)).toMatchObject({ ending: "acknowledged" });
});

fault("T7b", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const ledger = await openLedger(database.url);
  const proxy = await startProxy(database.url);
  onTestFinished(() => proxy.close());
  const { pool, ...scene } = await openScene({
    url: proxy.url,
    direct: database.url,
    pool: { size: 3, overflow: 0 },
  });
  expect(await scene.ask()).toBe("ok");
  const before = pool.stats();

  for (const way of ["up", "down"] as const) {
    const held = Promise.withResolvers<() => void>();
    let isCommit = false;
    proxy.carry((link, direction, bytes) => {
      isCommit ||= direction === "up" && bytes.includes("commit");
      if (isCommit && direction === way) {
        isCommit = false;
        held.resolve(() => link.send(direction, bytes));
      } else link.send(direction, bytes);
    });
    const controller = new AbortController();
    let callbacks = 0;
    const transfer = ledger.transfer(pool, {
      signal: controller.signal,
      beforeCommit: async (transaction) => {
        transaction.afterCommit(() => {
          callbacks += 1;
        });
        transaction.onRollback(() => expect.unreachable("it was committed"));
      },
    });
    const release = await held.promise;
    controller.abort("gone");
    // Others do not wait for it, and it is not forgotten.
    expect(await scene.ask()).toBe("ok");
    expect(pool.stats().inTransaction).toBe(1);
    release();
    expect(await transfer).toMatchObject({ ending: "acknowledged" });
    expect(callbacks).toBe(1);
    await proxy.pass();
  }
  expect(await ledger.check()).toEqual({ acknowledged: 2, failed: 0, unknown: [] });
  expect(pool.stats()).toMatchObject({ committed: before.committed + 2, destroyed: before.destroyed });
});
