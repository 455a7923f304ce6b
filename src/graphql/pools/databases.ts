import { SluiceError } from "../../lib/index.ts";
import type { Pool, Pools } from "../../pools/index.ts";

/**
 * The databases that an argument names; undefined where it says nothing, and means all.
 *
 * @throws SluiceError BAD_USER_INPUT for a name that is none, and for none at all.
 */
export function namedDatabases(
  pools: Pools,
  names: readonly string[] | null | undefined,
): readonly string[] | undefined {
  if (!names) return undefined;
  if (names.length === 0)
    throw new SluiceError("BAD_USER_INPUT", "databases is empty. Leave it out to mean all of them.");
  return [...new Set(names)].map((name) => namedPool(pools, name).name);
}

/** @throws SluiceError BAD_USER_INPUT for a name that is none. */
export function namedPool(pools: Pools, name: string): Pool {
  if (pools.has(name)) return pools.get(name);
  const known = pools.all.map((pool) => JSON.stringify(pool.name)).join(", ");
  throw new SluiceError(
    "BAD_USER_INPUT",
    `There is no database ${JSON.stringify(name)}. Those that there are: ${known}.`,
  );
}
