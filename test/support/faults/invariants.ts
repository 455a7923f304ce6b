import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { Pool } from "../../../src/pools/index.ts";
import { queryAt } from "../server.ts";

const within = { timeout: 10_000, interval: 20 };

/** Sessions that the gateway has in a database, counted by Postgres. */
const sessions = `select count(*)::int as count from pg_stat_activity
  where datname = current_database() and application_name = 'sluice/shop'`;

/** What sessions of the gateway hold while nobody uses them. */
const holdings = `select
  (select count(*)::int from pg_stat_activity where datname = current_database()
    and application_name = 'sluice/shop' and state like 'idle in transaction%') as transactions,
  (select count(*)::int from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())) as locks,
  (select count(*)::int from pg_prepared_xacts where database = current_database()) as prepared`;

export async function sessionCount(direct: string): Promise<unknown> {
  return (await queryAt(direct, sessions))[0]?.count;
}

/** The numbers of a pool agree, whatever is happening. */
export function expectBalance(pool: Pick<Pool, "stats">): void {
  const stats = pool.stats();
  expect(stats.total).toBe(stats.idle + stats.inUse + stats.connecting);
  expect(stats.created).toBe(stats.destroyed + stats.total);
  expect(stats.acquired).toBe(stats.released + stats.inUse);
  expect(stats.total).toBeLessThanOrEqual(stats.max);
}

/**
 * After a fault: nobody waits, nothing is lent, and Postgres itself has no more sessions than the pool may have, none of
 * them in a transaction or with a lock.
 */
export async function expectSettled(pool: Pick<Pool, "stats">, direct: string): Promise<void> {
  const quiet = { waiting: 0, inUse: 0, connecting: 0, inTransaction: 0 };
  await expect.poll(() => pool.stats(), within).toMatchObject(quiet);
  expectBalance(pool);
  await expect.poll(() => sessionCount(direct), within).toBeLessThanOrEqual(pool.stats().max);
  await expect.poll(() => queryAt(direct, holdings), within).toEqual([{ transactions: 0, locks: 0, prepared: 0 }]);
}

/** After the end of the gateway. */
export async function expectNoSessions(sessions: () => Promise<unknown>): Promise<void> {
  await expect.poll(sessions, within).toBe(0);
}

/** What this process holds: files and sockets, and timers that keep it alive. */
export interface Holdings {
  readonly descriptors: number;
  readonly timers: number;
}

export function holdingsOfProcess(): Holdings {
  const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  // Only Linux tells a process what it has open.
  const descriptors = process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0;
  return { descriptors, timers };
}

/** All that a scene opened is closed; a tenth more is what a runtime may have opened for itself. */
export async function expectProcessAsBefore(before: Holdings): Promise<void> {
  const allowed = (count: number) => Math.ceil(count * 1.1);
  await expect.poll(() => holdingsOfProcess().descriptors, within).toBeLessThanOrEqual(allowed(before.descriptors));
  // Not by `expect.poll`, which has a timer of its own.
  const isAsBefore = () => holdingsOfProcess().timers <= allowed(before.timers);
  for (let waited = 0; waited < within.timeout && !isAsBefore(); waited += within.interval)
    await sleep(within.interval);
  expect(holdingsOfProcess().timers).toBeLessThanOrEqual(allowed(before.timers));
}
