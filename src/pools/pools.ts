import { Budget } from "./budget.ts";
import { DatabasePool } from "./database-pool.ts";
import type { PoolTarget } from "./endpoint.ts";
import type { CloseOptions, Pool } from "./pool.ts";

/** One pool per database, by the configuration's name. */
export interface Pools {
  /** Throws an `Error` for a name that has no pool. */
  get(name: string): Pool;
  /** In the order of the configuration. */
  readonly all: readonly Pool[];
  /** Closes all pools at the same time; never rejects. */
  close(options?: CloseOptions): Promise<void>;
}

/** Connects nothing yet. Throws a `StartError` where a URL cannot be read, and an `Error` where a name comes twice. */
export function createPools(databases: readonly PoolTarget[]): Pools {
  const budget = new Budget(Number.POSITIVE_INFINITY);
  const byName = new Map<string, Pool>();
  for (const database of databases) {
    if (byName.has(database.name)) throw new Error(`Two databases are named "${database.name}".`);
    byName.set(database.name, new DatabasePool(database, budget));
  }
  const all = [...byName.values()];
  return {
    all,
    get(name) {
      const pool = byName.get(name);
      if (!pool) throw new Error(`There is no pool of a database "${name}".`);
      return pool;
    },
    async close(options) {
      await Promise.all(all.map((pool) => pool.close(options)));
    },
  };
}
