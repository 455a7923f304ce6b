import type { PgClass, PgIndex } from "pg-introspection";
import type { CatalogKey, CatalogOmission } from "./catalog.ts";
import { compare } from "./compare.ts";
import type { Equality } from "./equality.ts";
import type { Lookups } from "./lookups.ts";

/** A table's keys, the primary key first, then by name; and its unique indexes that are none, with the reason. */
export function readKeys(
  lookups: Lookups,
  table: PgClass,
  readable: ReadonlySet<string>,
  equality: Equality,
): { readonly keys: readonly CatalogKey[]; readonly omissions: readonly CatalogOmission[] } {
  const keys: CatalogKey[] = [];
  const omissions: CatalogOmission[] = [];
  for (const index of lookups.indexesOf(table)) {
    if (!index.indisunique) continue;
    const name = lookups.classOf(index.indexrelid)?.relname ?? "";
    // Columns behind INCLUDE are stored with the index but are no part of what is unique.
    const numbers = index.indkey.slice(0, index.indnkeyatts ?? undefined);
    const columns = numbers.map((number) => lookups.columnName(table, number));
    const reason =
      reasonAgainst(lookups, table, index) ??
      otherEquality(lookups, table, index, numbers, equality) ??
      hiddenColumn(columns, readable);
    if (reason === undefined) keys.push({ name, primary: index.indisprimary === true, columns });
    else omissions.push({ place: `${lookups.placeOf(table)} (key ${name})`, reason });
  }
  return { keys: keys.sort((a, b) => Number(b.primary) - Number(a.primary) || compare(a.name, b.name)), omissions };
}

/** Why two rows may have the same values in these columns, or undefined. */
function reasonAgainst(lookups: Lookups, table: PgClass, index: PgIndex): string | undefined {
  if (index.indexprs !== null) return "does not count: it is made of expressions, not of columns alone";
  if (index.indpred !== null) return "does not count: it holds only for rows that fulfil its condition";
  if (!index.indimmediate) return "does not count: it is deferrable, so it does not hold at every moment";
  if (!index.indisvalid) return "does not count: the index is not valid; reindex it";
  const child = lookups.descendantsOf(table)[0];
  // `create table a (id int primary key); create table b () inherits (a); insert into a values (1); insert into b
  // values (1)` succeeds, and `select from a where id = 1` finds both rows (manual, section 5.11.1).
  if (child) {
    return `does not count: it does not hold for the rows of ${lookups.placeOf(child)}, which inherits from this table`;
  }
  return undefined;
}

/** An index may take values for two that a comparison with the column takes for one. */
function otherEquality(
  lookups: Lookups,
  table: PgClass,
  index: PgIndex,
  numbers: readonly number[],
  equality: Equality,
): string | undefined {
  const attributes = lookups.attributesOf(table);
  for (const [position, number] of numbers.entries()) {
    const attribute = attributes.find(({ attnum }) => attnum === number);
    const own = attribute?.attcollation ?? null;
    // Texts that are the same byte by byte are equal by every collation.
    const isCoarser = equality.collation(own)?.deterministic === false && index.indcollation?.[position] !== own;
    if (isCoarser) return `does not count: it compares ${attribute?.attname} by another collation than the column`;
    if (!equality.isOfType(index, position)) {
      return `does not count: its operator class has an equality of its own for ${attribute?.attname}`;
    }
  }
  return undefined;
}

function hiddenColumn(columns: readonly string[], readable: ReadonlySet<string>): string | undefined {
  const hidden = columns.find((column) => !readable.has(column));
  return hidden === undefined ? undefined : `is not used: its column ${hidden} may not be read`;
}
