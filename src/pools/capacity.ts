import type { Pool } from "./pool.ts";

/** The pools of one server, and what they may take of it. */
export interface ServerLoad {
  /** `host:port` as the first of its pools names it. */
  readonly server: string;
  readonly databases: readonly { readonly name: string; readonly size: number; readonly overflow: number }[];
  /** The most connections of this process. */
  readonly most: number;
  /** `max_connections` without those that are reserved for administrators. */
  readonly available: number;
}

interface Capacity {
  /** Another one for each start of a server, whatever name or address leads to it. */
  readonly started: string;
  readonly available: number;
}

const capacityQuery = `select extract(epoch from pg_catalog.pg_postmaster_start_time())::pg_catalog.text as started,
  current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
    - coalesce(current_setting('reserved_connections', true), '0')::int as available`;

/** Adds up the pools that lead to one server. Rejects where a server cannot be asked. */
export async function readServerLoads(pools: readonly Pool[]): Promise<readonly ServerLoad[]> {
  const capacities = await Promise.all(pools.map(readCapacity));
  const byServer = new Map<string, Pool[]>();
  for (const [index, pool] of pools.entries()) {
    const started = capacities[index]?.started ?? "";
    byServer.set(started, [...(byServer.get(started) ?? []), pool]);
  }
  return [...byServer].map(([started, group]) => {
    const databases = group.map(({ name, settings: { size, overflow } }) => ({ name, size, overflow }));
    return {
      server: group[0]?.target.replace(/\/[^/]*$/, "") ?? "",
      databases,
      most: databases.reduce((sum, { size, overflow }) => sum + size + overflow, 0),
      available: capacities.find((capacity) => capacity.started === started)?.available ?? 0,
    };
  });
}

/**
 * What an operator should know: which servers could not give this process all the connections that it may ask for, with
 * the sum.
 *
 * @param budget the most connections of the process, over all servers.
 */
export function describeOverload(loads: readonly ServerLoad[], budget = Number.POSITIVE_INFINITY): readonly string[] {
  return loads.flatMap(({ server, databases, most, available }) => {
    const taken = Math.min(most, budget);
    if (taken <= available) return [];
    const sizes = databases.reduce((sum, { size }) => sum + size, 0);
    const sum = databases.map(({ name, size, overflow }) => `${name} ${size} + ${overflow}`).join(", ");
    const processes = Math.floor(available / sizes);
    return [
      `${server} gives ${available} connections to everybody, and this process alone may ask for ${taken} (${sum}). With the sizes alone, ${processes} ${processes === 1 ? "process fits" : "processes fit"}: ${processes} × ${sizes} = ${processes * sizes}`,
    ];
  });
}

async function readCapacity(pool: Pool): Promise<Capacity> {
  const row = await pool.one<{ started: string; available: number }>({ text: capacityQuery, effects: "none" });
  if (!row) throw new Error(`Database "${pool.name}" did not say how many connections it gives.`);
  return row;
}
