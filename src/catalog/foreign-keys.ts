import type { PgClass, PgConstraint } from "pg-introspection";
import type { CatalogForeignKey, CatalogOmission } from "./catalog.ts";
import { compare } from "./compare.ts";
import type { Lookups } from "./lookups.ts";

/** A table's foreign keys by name, and those that make no relation, with the reason. */
export function readForeignKeys(
  lookups: Lookups,
  table: PgClass,
  readable: ReadonlySet<string>,
): { readonly foreignKeys: readonly CatalogForeignKey[]; readonly omissions: readonly CatalogOmission[] } {
  const foreignKeys: CatalogForeignKey[] = [];
  const omissions: CatalogOmission[] = [];
  for (const constraint of lookups.constraintsOf(table)) {
    // Postgres adds one below it for each partition of the target; the one that was written says it all.
    if (constraint.contype !== "f" || !isOwn(constraint)) continue;
    const target = lookups.classOf(constraint.confrelid);
    const columns = (constraint.conkey ?? []).map((number) => lookups.columnName(table, number));
    const hidden = columns.find((column) => !readable.has(column));
    const reason = hasPeriod(constraint)
      ? "makes no relation: it compares periods, and a row may refer to several"
      : hidden !== undefined && `makes no relation: its column ${hidden} may not be read`;
    if (reason) {
      omissions.push({ place: `${lookups.placeOf(table)} (foreign key ${constraint.conname})`, reason });
      continue;
    }
    foreignKeys.push({
      name: constraint.conname,
      columns,
      target: {
        schema: target ? lookups.schemaOf(target) : "",
        table: target?.relname ?? "",
        columns: target ? (constraint.confkey ?? []).map((number) => lookups.columnName(target, number)) : [],
      },
      comment: lookups.comment("pg_constraint", constraint._id),
    });
  }
  return { foreignKeys: foreignKeys.sort((a, b) => compare(a.name, b.name)), omissions };
}

function isOwn(constraint: PgConstraint): boolean {
  return (constraint.conparentid ?? "0") === "0";
}

/** `foreign key (id, period valid_at)`, since Postgres 18. */
function hasPeriod(constraint: PgConstraint): boolean {
  return "conperiod" in constraint && constraint.conperiod === true;
}
