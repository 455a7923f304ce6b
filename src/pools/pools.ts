import { resolvePool } from "../config/index.ts";
import type { BorrowOptions } from "./borrow-options.ts";
import { Budget } from "./budget.ts";
import { DatabasePool } from "./database-pool.ts";
import type { PoolTarget } from "./endpoint.ts";
import { PoolEvents, type PoolListener } from "./events.ts";
import { type DatabaseOutcome, runOnEach } from "./outcomes.ts";
import type { CloseOptions, Pool } from "./pool.ts";
import type { Statement } from "./statement.ts";

export interface PoolsOptions {
  /** The most connections that all pools of the process have together; the sum of their sizes must fit (no limit). */
  readonly budget?: number | undefined;
}

/** One pool per database, by the configuration's name. */
export interface Pools {
  /** The most connections that they have together; undefined for no limit. */
  readonly budget: number | undefined;
  /** In the order in which they were made. */
  readonly all: readonly Pool[];
  /** Throws an `Error` for a name that has no pool. */
  get(name: string): Pool;
  has(name: string): boolean;
  /**
   * Makes a pool, which connects nothing yet. Throws a `StartError` where the URL cannot be read, a setting cannot be used
   * or the budget has no room for its size, and an `Error` where the name has one already.
   */
  create(target: PoolTarget): Pool;
  /** The pool of that name, or a new one. Whoever asks at the same time gets the same. */
  getOrCreate(target: PoolTarget): Pool;
  /** Closes a pool and forgets it: name and budget are free when the promise resolves. Without one there is nothing to do. */
  remove(name: string, options?: CloseOptions): Promise<void>;
  /**
   * Runs one statement, or several one after the other on one connection, on each of these databases at the same time.
   * Never rejects: what failed stands beside what succeeded, in the order of the names.
   */
  runOnEach(
    names: readonly string[],
    statements: Statement | readonly Statement[],
    options?: BorrowOptions,
  ): Promise<readonly DatabaseOutcome[]>;
  /** Calls back for everything that happens in any pool, also in those that are made later. Returns what ends that. */
  on(listener: PoolListener): () => void;
  /** Closes all pools at the same time; never rejects. */
  close(options?: CloseOptions): Promise<void>;
}

/** Connects nothing yet. Throws as `create` does. */
export function createPools(targets: readonly PoolTarget[] = [], { budget: total }: PoolsOptions = {}): Pools {
  const budget = new Budget(total ?? Number.POSITIVE_INFINITY);
  const byName = new Map<string, DatabasePool>();
  const events = new PoolEvents();
  const pools: Pools = {
    budget: total,
    get all() {
      return [...byName.values()];
    },
    get(name) {
      const pool = byName.get(name);
      if (!pool) throw new Error(`There is no pool of a database "${name}".`);
      return pool;
    },
    has: (name) => byName.has(name),
    create(target) {
      if (byName.has(target.name)) throw new Error(`Two databases are named "${target.name}".`);
      const pool = new DatabasePool({ ...target, settings: resolvePool(target.name, target.settings) }, budget);
      pool.on((event) => events.relay(event));
      byName.set(target.name, pool);
      return pool;
    },
    getOrCreate: (target) => byName.get(target.name) ?? pools.create(target),
    async remove(name, options) {
      const pool = byName.get(name);
      await pool?.close(options);
      // Another call may have been faster, and the name may have a new pool.
      if (!pool || byName.get(name) !== pool) return;
      byName.delete(name);
      pool.retire();
    },
    runOnEach: (names, statements, options) => runOnEach(names, pools.get, statements, options),
    on: (listener) => events.on(listener),
    async close(options) {
      await Promise.all(pools.all.map((pool) => pool.close(options)));
    },
  };
  for (const target of targets) pools.create(target);
  return pools;
}
