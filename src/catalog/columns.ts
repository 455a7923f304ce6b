import type { PgAttribute, PgClass } from "pg-introspection";
import type { CatalogColumn, CatalogOmission } from "./catalog.ts";
import type { Equality } from "./equality.ts";
import type { Lookups } from "./lookups.ts";
import type { TableRights } from "./rights.ts";
import type { TypeReader } from "./types.ts";

/** The columns that the role may read, in the table's own order, and the others. */
export function readColumns(
  lookups: Lookups,
  table: PgClass,
  { select: selectable, insert, update }: TableRights,
  readType: TypeReader,
  equality: Equality,
): { readonly columns: readonly CatalogColumn[]; readonly omissions: readonly CatalogOmission[] } {
  const attributes = lookups.attributesOf(table);
  const place = lookups.placeOf(table);
  const isPromised = !lookups.hasForeignRows(table);
  const nullable = readNullable(lookups, table);
  return {
    columns: attributes
      .filter((attribute) => selectable.has(attribute.attnum))
      .map((attribute) => ({
        name: attribute.attname,
        type: readType(attribute),
        notNull: isPromised && attribute.attnotnull === true && !nullable.has(attribute.attname),
        write: {
          insert: insert.has(attribute.attnum) && !isGenerated(attribute),
          update: update.has(attribute.attnum) && !isGenerated(attribute),
          optional: attribute.atthasdef === true || attribute.attidentity === "d" || !attribute.attnotnull,
        },
        collation: equality.collation(attribute.attcollation),
        comment: lookups.comment("pg_class", table._id, attribute.attnum),
      })),
    omissions: attributes
      .filter((attribute) => !selectable.has(attribute.attnum))
      .map((attribute) => ({
        place: `${place}.${attribute.attname}`,
        reason: `may not be read by ${lookups.readers}`,
      })),
  };
}

/**
 * Columns that are `NOT NULL` and may hold null all the same: where the constraint was not validated, and where a child
 * table, whose rows come with the table's own, has none.
 */
function readNullable(lookups: Lookups, table: PgClass): ReadonlySet<string> {
  const unchecked = [table, ...lookups.descendantsOf(table)].flatMap((each) => [
    ...lookups
      .constraintsOf(each)
      .filter((constraint) => constraint.contype === "n" && constraint.convalidated === false)
      .flatMap((constraint) => (constraint.conkey ?? []).map((number) => lookups.columnName(each, number))),
    ...(each === table
      ? []
      : lookups
          .attributesOf(each)
          .filter(isNullable)
          .map((attribute) => attribute.attname)),
  ]);
  return new Set(unchecked);
}

const isNullable = (attribute: PgAttribute): boolean => attribute.attnotnull !== true;

/** Postgres alone gives such a column its value: it is computed from others, or a number that goes up. */
const isGenerated = ({ attgenerated, attidentity }: PgAttribute): boolean =>
  attgenerated === "s" || attgenerated === "v" || attidentity === "a";
