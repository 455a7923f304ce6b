import type { PgClass } from "pg-introspection";
import type { CatalogConstraint } from "./catalog.ts";
import type { Lookups } from "./lookups.ts";

/** What rows of a table may break, by the name that Postgres says it with: constraints, and unique indexes that are none. */
export function readConstraints(lookups: Lookups, table: PgClass): readonly CatalogConstraint[] {
  const named = (numbers: readonly number[]) =>
    numbers.filter((number) => number > 0).map((number) => lookups.columnName(table, number));
  const constraints = lookups
    .constraintsOf(table)
    // Of an expression nobody knows which columns it is made of.
    .filter(({ conkey }) => !conkey?.includes(0))
    .map(({ conname, conkey }) => ({ name: conname, columns: named(conkey ?? []) }));
  const indexes = lookups
    .indexesOf(table)
    .filter((index) => index.indisunique && !index.indkey.includes(0))
    .map(({ indexrelid, indkey, indnkeyatts }) => {
      const columns = named(indkey.slice(0, indnkeyatts ?? undefined));
      return { name: lookups.classOf(indexrelid)?.relname ?? "", columns };
    });
  // A constraint and its index have one name.
  return [...new Map([...indexes, ...constraints].map((each) => [each.name, each])).values()];
}
