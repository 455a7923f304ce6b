import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene } from "../../support/faults/index.ts";

const tables = `
  create table steps (seq serial, transaction int, part int, step int, process int default pg_backend_pid());
  create table ids (id int primary key);
`;

fault("T5", async () => {
  const database = await lendDatabase(tables);
  onTestFinished(() => database.dispose());
  const { pool, ...scene } = await openScene({
    url: database.url,
    pool: { size: 5, overflow: 0, acquireTimeout: 30_000 },
  });
  expect(await scene.ask()).toBe("ok");
  const before = pool.stats();
  const parts = [0, 1, 2, 3, 4];
  /** Those that insert the same id twice. */
  const isDoomed = (part: number) => part % 2 === 1;

  /** Five parts that are begun together, each with statements that are sent together and a part of its own. */
  const nest = (transaction: number) =>
    pool.withTransaction(async (outer) => {
      const step = (part: number, number: number) => ({
        text: "insert into steps (transaction, part, step) values ($1, $2, $3)",
        values: [transaction, part, number],
        effects: "rows" as const,
      });
      return Promise.allSettled(
        parts.map((part) =>
          outer.withTransaction(async (inner) => {
            await Promise.all([inner.command(step(part, 1)), inner.command(step(part, 2))]);
            const deeper = inner.withTransaction(async (deepest) => {
              await deepest.command(step(part, 3));
              throw new Error("not this one");
            });
            await expect(deeper).rejects.toThrow("not this one");
            await inner.command(step(part, 4));
            const insert = { text: "insert into ids values ($1)", values: [transaction * 10 + part] };
            const times = isDoomed(part) ? 2 : 1;
            for (let time = 0; time < times; time += 1) await inner.command({ ...insert, effects: "rows" });
          }),
        ),
      );
    });
  const transactions = Array.from({ length: 12 }, (_, index) => index);
  const [outcomes, asked] = await Promise.all([Promise.all(transactions.map(nest)), scene.ask()]);
  expect(asked).toBe("ok");
  for (const outcome of outcomes) {
    for (const [part, settled] of outcome.entries()) {
      const ended = settled.status === "rejected" ? Promise.reject(settled.reason) : Promise.resolve();
      expect(await scene.code(ended)).toBe(isDoomed(part) ? "UNIQUE_VIOLATION" : "ok");
    }
  }

  const kept = parts.filter((part) => !isDoomed(part));
  const steps = await scene.query("select transaction, part, step, process from steps order by seq");
  for (const transaction of transactions) {
    const own = steps.filter((step) => step.transaction === transaction);
    expect(own.map(({ part, step }) => [part, step])).toEqual(
      kept.flatMap((part) => [1, 2, 4].map((step) => [part, step])),
    );
    expect(new Set(own.map(({ process }) => process)).size).toBe(1);
  }
  const ids = await scene.query("select id from ids order by id");
  expect(ids).toEqual(transactions.flatMap((each) => kept.map((part) => ({ id: each * 10 + part }))));
  expect(pool.stats()).toMatchObject({
    committed: before.committed + transactions.length,
    rolledBack: before.rolledBack,
    destroyed: before.destroyed,
  });
});
