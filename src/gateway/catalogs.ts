import { type Catalog, type CatalogQuery, readCatalog } from "../catalog/index.ts";
import type { Settings } from "../config/index.ts";
import { type Problem, StartError } from "../lib/index.ts";
import type { Model } from "../model/index.ts";
import type { Pools, Transaction } from "../pools/index.ts";
import { checkedRoles } from "./row-security.ts";

/** By the names of the databases. */
export type Catalogs = ReadonlyMap<string, Catalog>;

/**
 * Connects to all databases at once.
 *
 * @throws StartError that names all that cannot be reached.
 */
export async function openAll(pools: Pools): Promise<void> {
  await forEach(pools.all, (pool) => pool.open());
}

/**
 * Reads the catalogs of some databases at the same time.
 *
 * @throws StartError that names all whose catalog cannot be read.
 */
export async function readCatalogs(databases: Settings["databases"], pools: Pools): Promise<Catalogs> {
  const read = async ({ name, schemas, rowSecurity }: Settings["databases"][number]): Promise<[string, Catalog]> => {
    const work = async (transaction: Transaction): Promise<Catalog> => {
      const query: CatalogQuery = (text, values = []) => transaction.query({ text, values, effects: "none" });
      const roles = rowSecurity && (await checkedRoles(query, name, rowSecurity));
      return readCatalog(query, schemas, roles);
    };
    return [name, await pools.get(name).withTransaction(work, { readOnly: true })];
  };
  return new Map(await forEach(databases, read));
}

async function forEach<Item extends { readonly name: string }, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = await Promise.allSettled(items.map(work));
  const problems = results.flatMap((result, index): Problem[] => {
    if (result.status === "fulfilled") return [];
    const { reason }: { reason: unknown } = result;
    if (reason instanceof StartError) return [...reason.problems];
    const message = reason instanceof Error ? reason.message : String(reason);
    return [{ path: `databases.${items[index]?.name}`, message }];
  });
  if (problems.length > 0) throw new StartError("Databases that cannot be served:", problems);
  return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

/** GraphQL has no schema without a field, so a gateway needs a table. */
export function nothingToServe({ databases }: Settings, { omissions }: Model): StartError {
  const problems = databases.map(({ name, schemas }) => {
    const left = omissions.filter(({ database }) => database === name);
    const reasons = left.slice(0, mostReasons).map(({ place, reason }) => `${place} ${reason}`);
    const more = left.length > mostReasons ? `, and ${left.length - mostReasons} more (npx sluice inspect)` : "";
    const what = left.length > 0 ? `is exposed: ${reasons.join("; ")}${more}` : "is there";
    return { path: `databases.${name}`, message: `no table of ${schemas.join(", ")} ${what}` };
  });
  return new StartError("Nothing to serve:", problems);
}

const mostReasons = 5;
