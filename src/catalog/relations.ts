import type { PgClass } from "pg-introspection";
import type { CatalogOmission, TableKind } from "./catalog.ts";
import { compare } from "./compare.ts";
import type { Lookups } from "./lookups.ts";
import type { Rights } from "./rights.ts";

const kinds: ReadonlyMap<string, TableKind> = new Map([
  ["r", "table"],
  ["p", "table"],
  ["v", "view"],
  ["m", "materialized view"],
  ["f", "foreign table"],
]);

export function kindOf(table: PgClass): TableKind | undefined {
  return kinds.get(table.relkind);
}

/** What of the database has rows, by schema, then name: what is exposed, and what is not, with the reason. */
export function readRelations(
  lookups: Lookups,
  classes: readonly PgClass[],
  rights: Rights,
  schemas: readonly string[],
): { readonly tables: readonly PgClass[]; readonly omissions: readonly CatalogOmission[] } {
  const all = classes
    .filter((each) => kindOf(each) !== undefined)
    .sort((a, b) => compare(lookups.schemaOf(a), lookups.schemaOf(b)) || compare(a.relname, b.relname));
  const bySchema = Map.groupBy(all, (table) => lookups.schemaOf(table));
  const tables: PgClass[] = [];
  const omissions: CatalogOmission[] = [];
  for (const [schema, members] of bySchema) {
    const reasons = members.map((table) => ({ table, reason: reasonAgainst(lookups, table, rights) }));
    if (!schemas.includes(schema)) {
      const count = reasons.filter(({ reason }) => reason === undefined).length;
      const things = count === 1 ? "a table" : `${count} tables`;
      if (count > 0) omissions.push({ place: schema, reason: `is not among the schemas to expose, and has ${things}` });
      continue;
    }
    if (members.every((table) => !rights.has(table._id))) {
      omissions.push({ place: schema, reason: `may not be used by ${lookups.readers}` });
      continue;
    }
    for (const { table, reason } of reasons) {
      if (reason === undefined) tables.push(table);
      else omissions.push({ place: lookups.placeOf(table), reason });
    }
  }
  return { tables, omissions };
}

function reasonAgainst(lookups: Lookups, table: PgClass, rights: Rights): string | undefined {
  const extension = lookups.extensionOf(table);
  if (extension !== undefined) return `belongs to the extension ${extension}`;
  if (table.relispartition) return `is a partition of ${lookups.placeOf(rootOf(lookups, table))}`;
  if (lookups.attributesOf(table).length === 0) return "has no columns, and a type needs a field";
  return rights.get(table._id)?.select.size ? undefined : `may not be read by ${lookups.readers}`;
}

/** A partition may have partitions of its own. */
function rootOf(lookups: Lookups, table: PgClass): PgClass {
  const parent = table.relispartition ? lookups.parentOf(table) : undefined;
  return parent ? rootOf(lookups, parent) : table;
}
