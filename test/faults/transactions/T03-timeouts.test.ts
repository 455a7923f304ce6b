import { Client } from "pg";
import { expect, onTestFinished } from "vitest";
import type { PoolConfig } from "../../../src/config/index.ts";
import type { Transaction } from "../../../src/pools/index.ts";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene } from "../../support/faults/index.ts";

const insert = { text: "insert into notes select pg_backend_pid()", effects: "rows" } as const;
const isKept = "select id from notes";

/** With limits that nothing reaches but what is meant to. */
async function open(pool: PoolConfig) {
  const database = await lendDatabase("create table notes (id int primary key)");
  onTestFinished(() => database.dispose());
  const scene = await openScene({ url: database.url, pool: { size: 2, overflow: 0, acquireTimeout: 30_000, ...pool } });
  expect(await scene.ask()).toBe("ok");
  const processId = () => scene.pool.value({ text: "select pg_backend_pid()", effects: "none" });
  return { database, scene, pool: scene.pool, processId, before: scene.pool.stats() };
}

fault("T3a", async () => {
  const { database, scene, pool, processId, before } = await open({ lockTimeout: 100 });
  const process = await processId();
  const holder = new Client({ connectionString: database.url });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query("begin; lock table items");

  expect(await scene.ask()).toBe("LOCK_TIMEOUT");
  const work = pool.withTransaction(async (transaction) => {
    await transaction.command(insert);
    await transaction.command({ text: "delete from items", effects: "rows" });
  });
  await expect(work).rejects.toMatchObject({ details: { database: "shop", retryable: true } });
  expect(await scene.code(work)).toBe("LOCK_TIMEOUT");
  expect(await scene.query(isKept)).toEqual([]);
  expect(await processId()).toBe(process);
  expect(pool.stats()).toMatchObject({ rolledBack: before.rolledBack + 1, destroyed: before.destroyed });

  await holder.query("rollback");
  await scene.recovers();
});

fault("T3b", async () => {
  const { scene, pool, processId, before } = await open({ statementTimeout: 1_000 });
  const process = await processId();
  const { queries } = pool.stats();
  expect(await scene.ask("shopNaps { slept }")).toBe("STATEMENT_TIMEOUT");
  expect(pool.stats().queries - queries).toBe(1);
  const work = pool.withTransaction(
    async (transaction) => {
      await transaction.command(insert);
      await transaction.value({ text: "select pg_sleep(60)", effects: "none" });
    },
    { retries: 5 },
  );
  expect(await scene.code(work)).toBe("STATEMENT_TIMEOUT");
  expect(await scene.query(isKept)).toEqual([]);
  expect(await processId()).toBe(process);
  expect(pool.stats()).toMatchObject({ rolledBack: before.rolledBack + 1, destroyed: before.destroyed });
});

fault("T3c", async () => {
  const { scene, pool, before } = await open({ size: 3, idleInTransactionTimeout: 1_000 });
  /** Does nothing until Postgres has had enough of it. */
  const idle = async (transaction: Pick<Transaction, "command" | "value">) => {
    const own = await transaction.value({ text: "select pg_backend_pid()", effects: "none" });
    await transaction.command(insert);
    const alive = "select 1 from pg_stat_activity where pid = $1";
    await expect.poll(() => scene.query(alive, [own]), { timeout: 10_000 }).toEqual([]);
  };
  const works = [
    // Which is at the commit.
    pool.withTransaction(idle, { retries: 5 }),
    pool.withTransaction(async (transaction) => {
      await idle(transaction);
      await transaction.command({ text: "delete from notes", effects: "rows" });
    }),
    pool.borrow(async (lease) => {
      await lease.command({ text: "begin" });
      await idle(lease);
      await lease.command({ text: "commit" });
    }),
  ];
  const codes = await Promise.all(works.map((work) => scene.code(work)));
  expect(codes).toEqual(["TRANSACTION_ABORTED", "TRANSACTION_ABORTED", "TRANSACTION_ABORTED"]);
  expect(await scene.query(isKept)).toEqual([]);

  await scene.recovers();
  // Nobody but the three sessions that idled, and the breaker holds none of it against the database.
  expect(pool.stats()).toMatchObject({
    rolledBack: before.rolledBack + 2,
    destroyed: before.destroyed + 3,
    breaker: { state: "closed", failures: 0 },
  });
});
