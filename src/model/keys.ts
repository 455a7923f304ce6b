import type { CatalogKey } from "../catalog/index.ts";
import { wordOf } from "./columns.ts";
import { ownerOf, type Roots, type TableHead, type TableScope } from "./heads.ts";
import { uniqueField } from "./inflection.ts";
import type { Column, Lookup, Table } from "./model.ts";

/** A key all of whose columns are exposed and can be compared. */
export interface ExposedKey {
  readonly name: string;
  readonly primary: boolean;
  readonly columns: readonly Column[];
}

/** The keys by which rows can be found; the others are noted with the reason. */
export function exposeKeys(
  head: TableHead,
  columns: ReadonlyMap<string, Column>,
  { omissions, problems }: TableScope,
): readonly ExposedKey[] {
  return head.keys.flatMap((key): ExposedKey[] => {
    const reason = reasonAgainst(key, columns);
    if (reason === undefined) {
      return [{ ...key, columns: key.columns.flatMap((column) => columns.get(column) ?? []) }];
    }
    // A key that somebody wrote was meant.
    if (key.primary && head.override.key) problems.push({ path: `${head.override.path}.key`, message: reason });
    else {
      const place = `${head.place} (key ${key.name})`;
      omissions.push({ database: head.database, place, reason: `is not used: ${reason}` });
    }
    return [];
  });
}

function reasonAgainst(key: CatalogKey, columns: ReadonlyMap<string, Column>): string | undefined {
  const hidden = key.columns.find((column) => !columns.has(column));
  if (hidden !== undefined) return `its column ${hidden} is not exposed`;
  const incomparable = key.columns.find((column) => columns.get(column)?.type.comparison === "none");
  return incomparable === undefined ? undefined : `values of its column ${incomparable} cannot be compared`;
}

/** A root field for each key. A key over the same columns as another one finds nothing new. */
export function exposeLookups(
  head: TableHead,
  table: Table,
  keys: readonly ExposedKey[],
  roots: Roots,
  { names }: TableScope,
): Lookup[] {
  const seen = new Set<string>();
  return keys.flatMap(({ name, primary, columns }): Lookup[] => {
    const set = JSON.stringify(columns.map((column) => column.name).sort());
    if (seen.has(set)) return [];
    seen.add(set);
    if (primary) return roots.lookup === undefined ? [] : [{ field: roots.lookup, table, columns }];
    const field = uniqueField(
      head.named,
      columns.map((column) => wordOf(head, column.name)),
    );
    return names.claim("Query", field, ownerOf(head, `key ${name}`)) ? [{ field, table, columns }] : [];
  });
}
