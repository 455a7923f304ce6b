import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openLedger, openScene } from "../../support/faults/index.ts";
import type { TransferOptions } from "../../support/faults/transfer.ts";

fault("T2", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  // A second by default, until Postgres looks for a circle.
  await database.query(`alter database ${database.name} set deadlock_timeout = '50ms'`);
  const ledger = await openLedger(database.url, 4);
  const { pool, ...scene } = await openScene({
    url: database.url,
    pool: { size: 6, overflow: 0, acquireTimeout: 30_000 },
  });

  /** As many transfers as accounts, each holding one account before any asks for the next. */
  const circle = (length: number, options: TransferOptions) => {
    const held = Promise.withResolvers<void>();
    let holders = 0;
    const between = async () => {
      holders += 1;
      if (holders === length) held.resolve();
      await held.promise;
    };
    return Promise.all(
      Array.from({ length }, (_, index) =>
        ledger.transfer(pool, {
          from: index + 1,
          to: ((index + 1) % length) + 1,
          order: "from first",
          between,
          ...options,
        }),
      ),
    );
  };
  const before = pool.stats();
  const [failed, ...others] = (await circle(4, {})).toSorted((a, b) => b.ending.localeCompare(a.ending));
  expect(others.map(({ ending }) => ending)).toEqual(["acknowledged", "acknowledged", "acknowledged"]);
  expect(failed).toMatchObject({ ending: "failed", error: { details: { database: "shop", retryable: true } } });
  expect(await scene.code(Promise.reject(failed?.error))).toBe("DEADLOCK_DETECTED");
  expect(pool.stats()).toMatchObject({ committed: before.committed + 3, rolledBack: before.rolledBack + 1 });

  for (const length of [2, 3, 4]) {
    const ended = await circle(length, { retries: 5 });
    expect(ended.map(({ ending }) => ending)).toEqual(ended.map(() => "acknowledged"));
  }
  const many = Array.from({ length: 30 }, () => ledger.transfer(pool, { order: "from first", retries: 20 }));
  expect(await scene.ask()).toBe("ok");
  expect((await Promise.all(many)).map(({ ending }) => ending)).toEqual(many.map(() => "acknowledged"));

  expect(pool.stats().destroyed).toBe(before.destroyed);
  expect(await ledger.check()).toEqual({ acknowledged: 3 + 9 + 30, failed: 1, unknown: [] });
});
