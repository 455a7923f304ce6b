import { createPools, type Lease, type Pool, type Statement } from "sluice/pools";

// Checked by `npm run types`: what must compile, and what must not.

const pool: Pool = createPools([], { budget: 20 }).get("shop");
const statement: Statement = { text: "select $1::int as n", values: [1], name: "one", effects: "none" };

const rows: Promise<readonly { n: number }[]> = pool.query<{ n: number }>(statement);
void rows;
void pool.withTransaction(async (transaction) => transaction.withTransaction((nested) => nested.value(statement)), {
  isolation: "serializable",
  retries: 3,
});

// @ts-expect-error an effect that does not exist
void pool.command({ text: "select 1", effects: "reads" });

// @ts-expect-error the work of a lease is asynchronous
void pool.borrow((lease: Lease) => lease.database);

// @ts-expect-error a level that Postgres has by name only
void pool.withTransaction(async () => 1, { isolation: "read uncommitted" });

// @ts-expect-error numbers are only read
pool.stats().idle = 0;
