import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import type { PoolSettings } from "../../../src/config/index.ts";
import { createPools, type Lease, type Pool } from "../../../src/pools/index.ts";
import { poolSettings } from "../../unit/pools/support.ts";

/** A pool of database `shop` that is closed when the test ends. */
export function createPool(url: string, settings: Partial<PoolSettings> = {}, readOnly = false): Pool {
  const pools = createPools([{ name: "shop", connection: { url }, settings: poolSettings(settings), readOnly }]);
  onTestFinished(async () => {
    await pools.close({ deadline: 0 });
    expectBalance(pools.get("shop"));
  });
  return pools.get("shop");
}

/** What always holds between the numbers of a pool. */
export function expectBalance(pool: Pool): void {
  const stats = pool.stats();
  expect(stats.total).toBe(stats.idle + stats.inUse + stats.connecting);
  expect(stats.created).toBe(stats.destroyed + stats.total);
  expect(stats.acquired).toBe(stats.released + stats.inUse);
  expect(stats.total).toBeLessThanOrEqual(stats.max);
}

/** Asks again until the answer is true; the test's own timeout ends it otherwise. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(10);
}

export interface Loan {
  readonly lease: Lease;
  /** Ends the work and resolves when the pool has the connection back. */
  giveBack(): Promise<void>;
}

/** Borrows a connection and holds it. */
export async function hold(pool: Pool): Promise<Loan> {
  const end = Promise.withResolvers<void>();
  const began = Promise.withResolvers<Lease>();
  const work = pool.borrow(async (lease) => {
    began.resolve(lease);
    await end.promise;
  });
  work.catch(began.reject);
  const lease = await began.promise;
  return {
    lease,
    async giveBack() {
      end.resolve();
      await work;
    },
  };
}

/** Which backend of Postgres serves a lease. */
export function backendOf(lease: Lease): Promise<unknown> {
  return lease.value({ text: "select pg_backend_pid()" });
}
