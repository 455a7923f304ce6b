import { SluiceError } from "../lib/index.ts";
import type { Pool, Pools } from "../pools/index.ts";

/** The schema stays when a pool is removed: whoever asks meanwhile is told what the pool itself said while it closed. */
export function poolOf(pools: Pools, database: string): Pool {
  if (pools.has(database)) return pools.get(database);
  throw new SluiceError("POOL_CLOSED", `The pool of database "${database}" is closed.`, { database });
}
