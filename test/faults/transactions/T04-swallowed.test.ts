import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openLedger, openScene } from "../../support/faults/index.ts";

const broken = { text: "select 1 / 0", effects: "rows" } as const;
const insert = { text: "insert into notes values (1)", effects: "rows" } as const;

fault("T4", async () => {
  const database = await lendDatabase("create table notes (id int primary key)");
  onTestFinished(() => database.dispose());
  const ledger = await openLedger(database.url);
  const { pool, ...scene } = await openScene({
    url: database.url,
    pool: { size: 3, overflow: 0, acquireTimeout: 30_000 },
  });
  expect(await scene.ask()).toBe("ok");
  const before = pool.stats();

  const transfers = await Promise.all([
    ...Array.from({ length: 10 }, () =>
      ledger.transfer(pool, {
        retries: 5,
        beforeCommit: (transaction) => transaction.command(broken).catch(() => {}),
      }),
    ),
    ...Array.from({ length: 10 }, () => ledger.transfer(pool)),
    // One that takes it back by a savepoint has ignored nothing.
    ...Array.from({ length: 10 }, () =>
      ledger.transfer(pool, {
        beforeCommit: (transaction) => transaction.withTransaction((inner) => inner.command(broken)).catch(() => {}),
      }),
    ),
  ]);
  const aborted = transfers.filter(({ ending }) => ending === "failed");
  for (const { error } of aborted) expect(await scene.code(Promise.reject(error))).toBe("TRANSACTION_ABORTED");
  expect(await ledger.check()).toEqual({ acknowledged: 20, failed: 10, unknown: [] });
  expect(pool.stats()).toMatchObject({ committed: before.committed + 20, rolledBack: before.rolledBack + 10 });

  const endings = ["commit", "  END", "/* all is well */ commit", "prepare transaction 'x'"];
  for (const text of endings) {
    const byHand = pool.borrow(async (lease) => {
      await lease.command({ text: "begin", effects: "rows" });
      await lease.command(insert);
      await lease.command(broken).catch(() => {});
      await lease.command({ text, effects: "rows" });
    });
    expect(await scene.code(byHand), text).toBe("TRANSACTION_ABORTED");
  }
  const undo = ["rollback", " ABORT", "-- undo\nrollback", "/* undo */ rollback"];
  for (const text of undo) {
    await pool.borrow(async (lease) => {
      await lease.command({ text: "begin", effects: "rows" });
      await lease.command(insert);
      await lease.command(broken).catch(() => {});
      await lease.command({ text, effects: "rows" });
    });
  }
  expect(await scene.query("select id from notes")).toEqual([]);
  expect(pool.stats().destroyed).toBe(before.destroyed);
});
