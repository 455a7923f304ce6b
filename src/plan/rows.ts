import { mostRows, type Table } from "../model/index.ts";
import { type Fragment, sql } from "../sql/index.ts";
import { from, where } from "./clauses.ts";
import { filteredRows } from "./filter/fence.ts";
import { whereCondition } from "./filter/where.ts";
import { neededColumns } from "./needed-columns.ts";
import { distinctOn } from "./order/distinct.ts";
import { readOrder } from "./order/order.ts";
import { orderBy } from "./order/order-term.ts";
import { page } from "./pages/limit.ts";
import type { ConditionOn, RowsScope } from "./rows-scope.ts";
import { type Selected, selectionOf } from "./selection.ts";

/**
 * The rows of a table that fulfil a condition, as one JSON array in their order.
 *
 * The rows are filtered, ordered and cut in an inner query that reads plain columns; JSON and nested rows are made only
 * for those that remain, and a scan of a subquery keeps its order.
 */
export function manyRows(
  table: Table,
  selected: Selected,
  condition: ConditionOn,
  path: string,
  scope: RowsScope,
): Fragment {
  const selection = selectionOf(selected, scope);
  const inner = sql.alias("t");
  const outer = sql.alias("t");
  const row = sql.alias("r");
  const needed = neededColumns(selection).map((column) => sql.column(inner, column.name));
  const given = readOrder(selected.inputs.get("orderBy"), table, inner, scope.budget);
  const { distinct, order } = distinctOn(selected.inputs.get("distinctOn"), given, table, inner);
  // Rows without a column are rows, but Postgres cannot tell which of them are distinct.
  const columns = needed.length === 0 && distinct !== sql.empty ? sql`null` : sql.join(needed, sql`, `);
  const filter = selected.inputs.get("where");
  const source = filteredRows(table, inner, condition, filter);
  return sql`select coalesce(${sql.own("json_agg")}(${sql.reference(row)}.*), '[]'::${sql.own("json")}) from (
select ${scope.printRow(selection, outer, path, scope)} from (
select${distinct} ${columns} from ${source.rows}${order.joins}${where([source.condition, whereCondition(filter, inner)])}${orderBy(order.terms)}${page(selected.inputs, mostRows(table, scope.maxLimit))}
) as ${sql.reference(outer)}
) as ${sql.reference(row)}`;
}

/** The one row of a table that fulfils a condition on a key, as a JSON object; no row gives null. */
export function oneRow(
  table: Table,
  selected: Selected,
  condition: ConditionOn,
  path: string,
  scope: RowsScope,
): Fragment {
  const alias = sql.alias("t");
  const row = sql.alias("r");
  return sql`select ${sql.own("row_to_json")}(${sql.reference(row)}.*) from (
select ${scope.printRow(selectionOf(selected, scope), alias, path, scope)} from ${from(table, alias)}${where([condition(alias)])}
) as ${sql.reference(row)}`;
}
