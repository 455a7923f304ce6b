import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPools, type Statement } from "sluice/pools";
import { startPostgres } from "../demo/postgres/index.ts";

// What pools do without a gateway, on a Postgres that lives as long as this program:
// node --conditions=@sluice/source examples/pools/main.ts

const directory = await mkdtemp(join(tmpdir(), "sluice-pools-example-"));
const server = await startPostgres({ directory });

// All pools of the process share a budget. Nothing is connected yet.
const target = (name: string, database: string) => ({
  name,
  connection: { url: server.url(database) },
  settings: { size: 2, overflow: 2 },
});
const pools = createPools([target("shop", "postgres"), target("ledger", "template1")], { budget: 8 });
const kinds: string[] = [];
pools.on(({ database, kind }) => kinds.push(`${database} ${kind}`));

try {
  const shop = pools.get("shop");
  await shop.open();
  print("open", `${shop.stats().idle} connections wait for work`);

  // One statement on whatever connection is free.
  const answer = await shop.value({ text: "select $1::int * 7", values: [6], name: "product", effects: "none" });
  print("value", answer);

  // Several statements on one connection. What `set` changes is undone before somebody else gets it.
  await shop.borrow(async (lease) => {
    await lease.command({
      text: "create table accounts (id int primary key, balance int not null check (balance >= 0))",
    });
    await lease.command({ text: "insert into accounts values (1, 100), (2, 0)", effects: "rows" });
    await lease.command({ text: "set work_mem = '8MB'" });
  });
  print("borrow", await shop.value({ text: "select count(*)::int from accounts", effects: "none" }), "accounts");
  print("clean", await shop.value({ text: "show work_mem", effects: "none" }), "of work_mem, as ever");

  // All or nothing, done again where Postgres could not put it in an order with the other one.
  const move = (amount: number): Statement[] => [
    { text: "update accounts set balance = balance - $1 where id = 1", values: [amount], effects: "rows" },
    { text: "update accounts set balance = balance + $1 where id = 2", values: [amount], effects: "rows" },
  ];
  const bothHaveRead = Promise.withResolvers<void>();
  let attempts = 0;
  const transfer = (amount: number) =>
    shop.withTransaction(
      async (transaction) => {
        attempts += 1;
        await transaction.value({ text: "select sum(balance) from accounts", effects: "none" });
        if (attempts === 2) bothHaveRead.resolve();
        await bothHaveRead.promise;
        for (const statement of move(amount)) await transaction.command(statement);
        transaction.afterCommit(() => print("committed", amount));
      },
      { isolation: "serializable", retries: 5, timeoutMs: 10_000 },
    );
  await Promise.all([transfer(30), transfer(30)]);
  print("transactions", `2 transfers took ${attempts} attempts`);

  // A savepoint: what fails inside is undone, and the rest is kept.
  await shop.withTransaction(async (transaction) => {
    await transaction.command({ text: "insert into accounts values (3, 10)", effects: "rows" });
    try {
      await transaction.withTransaction(async (nested) => {
        for (const statement of move(1_000)) await nested.command(statement);
      });
    } catch (error) {
      print("savepoint", codeOf(error));
    }
  });
  const balances = await shop.query({ text: "select id, balance from accounts order by id", effects: "none" });
  print("balances", balances.map(({ id, balance }) => `${id}: ${balance}`).join(", "));

  // The same on several databases at once; one that fails takes nobody with it.
  const outcomes = await pools.runOnEach(["shop", "ledger"], {
    text: "select balance from accounts where id = $1",
    values: [2],
    effects: "none",
  });
  for (const outcome of outcomes) {
    const shown = outcome.status === "fulfilled" ? JSON.stringify(outcome.results[0]) : codeOf(outcome.reason);
    print(`on ${outcome.database}`, shown);
  }

  const stats = shop.stats();
  const { total, inUse, max, committed, rolledBack } = stats;
  print("stats", { total, inUse, max, committed, rolledBack });
  print("invariants", {
    connections: total === stats.idle + stats.inUse + stats.connecting,
    leases: stats.acquired === stats.released + stats.inUse,
  });
} finally {
  // Work in flight gets a second to finish.
  await pools.close({ deadline: 1_000 });
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}
print("events", [...new Set(kinds)].sort().join(", "));
print("closed", pools.all.map((pool) => `${pool.name} ${pool.stats().state}`).join(", "));

function print(step: string, ...values: readonly unknown[]): void {
  console.log(step.padEnd(13), ...values);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
