import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openLedger, openScene } from "../../support/faults/index.ts";

const tables = `
  create table doctors (id int primary key, ward int not null, on_call boolean not null default true);
  insert into doctors select n, n / 2 from generate_series(0, 19) n;
  create table counters (id int primary key, value int not null);
  insert into counters values (1, 0);
  create function conflict() returns text language plpgsql as $$
    begin raise exception 'conflict with recovery' using errcode = '40001'; end $$;
  create view conflicts as select conflict() as note;
`;
const transactionId = { text: "select pg_current_xact_id()::text", effects: "rows" } as const;

async function open() {
  const database = await lendDatabase(tables);
  onTestFinished(() => database.dispose());
  const ledger = await openLedger(database.url, 4);
  const scene = await openScene({ url: database.url, pool: { size: 6, overflow: 0, acquireTimeout: 30_000 } });
  return { ledger, scene, pool: scene.pool };
}

fault("T1a", async () => {
  const { ledger, scene, pool } = await open();
  const options = { isolation: "serializable", retries: 20 } as const;
  const before = pool.stats();
  let attempts = 0;
  // Both doctors of the first ward look before one of them goes.
  const seen = Promise.withResolvers<void>();
  let lookers = 0;
  /** Goes home where somebody else of the ward stays. */
  const goHome = async (id: number) => {
    const ward = Math.floor(id / 2);
    const transactions: unknown[] = [];
    const work = pool.withTransaction(async (transaction) => {
      attempts += 1;
      transactions.push(await transaction.value(transactionId));
      const text = "select count(*)::int from doctors where ward = $1 and on_call";
      const present = await transaction.value({ text, values: [ward], effects: "none" });
      if (ward === 0) {
        lookers += 1;
        if (lookers === 2) seen.resolve();
        await seen.promise;
      }
      const leave = "update doctors set on_call = false where id = $1";
      if (present === 2) await transaction.command({ text: leave, values: [id], effects: "rows" });
    }, options);
    const code = await scene.code(work);
    // Each attempt is a transaction of its own, and there is an end to them.
    expect(new Set(transactions).size).toBe(transactions.length);
    expect(transactions.length).toBeLessThanOrEqual(options.retries + 1);
    if (code !== "ok") expect(transactions).toHaveLength(options.retries + 1);
    return code;
  };
  const codes = await Promise.all([...Array.from({ length: 20 }, (_, id) => goHome(id)), scene.ask()]);
  const after = pool.stats();
  const done = codes.filter((code) => code === "ok").length - 1;
  expect(after.committed - before.committed).toBe(done);
  expect(after.committed + after.rolledBack - before.committed - before.rolledBack).toBe(attempts);
  expect(attempts).toBeGreaterThan(20);
  const unattended = "select ward from doctors group by ward having not bool_or(on_call)";
  expect(await scene.query(unattended)).toEqual([]);

  const transfers = await Promise.all([
    ...Array.from({ length: 60 }, () => ledger.transfer(pool, options)),
    ...Array.from({ length: 20 }, () => ledger.transfer(pool, { isolation: "repeatable read" })),
  ]);
  for (const { ending, error } of transfers) {
    if (ending !== "acknowledged") expect(await scene.code(Promise.reject(error))).toBe("SERIALIZATION_FAILURE");
  }
  const { acknowledged, unknown } = await ledger.check();
  expect(acknowledged).toBeGreaterThan(0);
  expect(unknown).toEqual([]);
});

fault("T1b", async () => {
  const { scene, pool } = await open();
  const before = pool.stats();
  const values: unknown[] = [];
  let undone = 0;
  const add = "update counters set value = value + 1 where id = 1";
  const work = pool.withTransaction(
    async (transaction) => {
      transaction.onRollback(() => {
        undone += 1;
      });
      transaction.afterCommit(() => expect.unreachable("nothing was committed"));
      values.push(await transaction.value({ text: "select value from counters", effects: "none" }));
      // Somebody else is always faster.
      await scene.query(add);
      await transaction.command({ text: add, effects: "rows" });
    },
    { isolation: "repeatable read", retries: 3 },
  );
  await expect(work).rejects.toMatchObject({ details: { database: "shop", retryable: true } });
  expect(await scene.code(work)).toBe("SERIALIZATION_FAILURE");
  expect(values).toEqual([0, 1, 2, 3]);
  expect(undone).toBe(4);
  expect(await scene.query("select value from counters")).toEqual([{ value: 4 }]);
  const after = pool.stats();
  expect(after.rolledBack - before.rolledBack).toBe(4);
  expect(after).toMatchObject({ committed: before.committed, destroyed: before.destroyed });
  // As a standby does to those who read.
  expect(await scene.ask("shopConflicts { note }")).toBe("SERIALIZATION_FAILURE");
});
