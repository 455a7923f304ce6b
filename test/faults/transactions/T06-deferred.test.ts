import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openLedger, openScene } from "../../support/faults/index.ts";

const constraint = `alter table transfers add foreign key (target) references accounts deferrable initially deferred`;

fault("T6", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const ledger = await openLedger(database.url);
  await database.query(constraint);
  const { pool, ...scene } = await openScene({
    url: database.url,
    pool: { size: 3, overflow: 0, acquireTimeout: 30_000 },
  });
  expect(await scene.ask()).toBe("ok");
  const before = pool.stats();
  const calls: string[] = [];

  const transfers = await Promise.all([
    // To an account that there is not: one half of it is done, and every statement succeeds.
    ...Array.from({ length: 10 }, () =>
      ledger.transfer(pool, {
        to: 1_000,
        retries: 5,
        beforeCommit: async (transaction) => {
          calls.push("worked");
          transaction.afterCommit(() => calls.push("committed"));
          transaction.onRollback(() => calls.push("rolled back"));
        },
      }),
    ),
    ...Array.from({ length: 10 }, () => ledger.transfer(pool)),
  ]);
  const failed = transfers.filter(({ ending }) => ending === "failed");
  for (const { error } of failed) expect(await scene.code(Promise.reject(error))).toBe("FOREIGN_KEY_VIOLATION");
  expect(calls.toSorted()).toEqual([...Array(10).fill("rolled back"), ...Array(10).fill("worked")]);
  expect(await ledger.check()).toEqual({ acknowledged: 10, failed: 10, unknown: [] });
  expect(pool.stats()).toMatchObject({
    committed: before.committed + 10,
    rolledBack: before.rolledBack + 10,
    destroyed: before.destroyed,
  });
});
