import type { Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { from, isPartlySeen, where } from "../clauses.ts";
import type { Input } from "../input.ts";
import type { ConditionOn } from "../rows-scope.ts";
import { mayFail } from "./may-fail.ts";

/** Rows of a table, and what they still have to fulfil. */
export interface FilteredRows {
  readonly rows: Fragment;
  readonly condition: Fragment | undefined;
}

/**
 * The rows of a table that a filter is asked of. One that may fail is only asked of rows that the role sees: Postgres asks
 * conditions in the order that costs least, and whether one failed would tell what others hold. An offset keeps it from
 * asking those of the filter first (manual, section 7.2.1: what a subquery limits is its own).
 *
 * @param condition what ties the rows to their parent, or to their key.
 */
export function filteredRows(
  table: Table,
  alias: Alias,
  condition: ConditionOn,
  filter: Input | undefined,
): FilteredRows {
  if (!isPartlySeen(table) || !mayFail(filter)) return { rows: from(table, alias), condition: condition(alias) };
  const row = sql.alias("f");
  const seen = sql`select * from ${from(table, row)}${where([condition(row)])} offset 0`;
  return { rows: sql`(${seen}) as ${sql.reference(alias)}`, condition: undefined };
}
