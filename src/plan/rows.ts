import type { Column, Edge, Table } from "../model/index.ts";
import { type Alias, type Fragment, sql } from "../sql/index.ts";
import { distinctOn } from "./distinct.ts";
import { edgeCondition, from } from "./edge-condition.ts";
import { rowKey } from "./keys.ts";
import { printValue } from "./objects.ts";
import { readOrder } from "./order.ts";
import { orderBy } from "./order-term.ts";
import { page } from "./page.ts";
import { type Selected, type SelectionScope, selectionOf } from "./selection.ts";
import { whereCondition } from "./where.ts";

/** What one statement is planned with. Links met on the way are collected: each becomes a statement of its own. */
export interface RowsScope extends SelectionScope {
  readonly maxLimit: number;
  readonly links: PendingLink[];
}

export interface PendingLink {
  readonly path: string;
  readonly edge: Edge;
  readonly selected: Selected;
}

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
  const columns = sql.join(
    neededColumns(selection).map((column) => sql.column(inner, column.name)),
    sql`, `,
  );
  const given = readOrder(selected.inputs.get("orderBy"), table, inner, scope.budget);
  const { distinct, order } = distinctOn(selected.inputs.get("distinctOn"), given, table, inner);
  return sql`select coalesce(${sql.own("json_agg")}(${sql.reference(row)}.*), '[]'::${sql.own("json")}) from (
select ${printed(selection, outer, path, scope)} from (
select${distinct} ${columns} from ${from(table, inner)}${order.joins}${where([condition(inner), whereCondition(selected.inputs.get("where"), inner)])}${orderBy(order.terms)}${page(selected.inputs, scope.maxLimit)}
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
select ${printed(selectionOf(selected, scope), alias, path, scope)} from ${from(table, alias)}${where([condition(alias)])}
) as ${sql.reference(row)}`;
}

/** What ties rows to their parent, or to their key, given the alias of their table. */
export type ConditionOn = (alias: Alias) => Fragment | undefined;

/** The select list of a row: every column, nested row and link key under its own key. */
function printed(selection: readonly Selected[], alias: Alias, path: string, scope: RowsScope): Fragment {
  return sql.join(
    selection.map((selected) => {
      const as = sql.identifier(rowKey(selected.key));
      return sql`${printField(selected, alias, `${path}.${selected.key}`, scope)} as ${as}`;
    }),
    sql`, `,
  );
}

function printField(selected: Selected, alias: Alias, path: string, scope: RowsScope): Fragment {
  const { meaning } = selected;
  if (meaning.kind === "column") {
    return printValue(meaning.column.type, sql.column(alias, meaning.column.name), selected, scope);
  }
  if (meaning.kind !== "edge") throw new Error(`${path} is no field of a row.`);
  const { edge } = meaning;
  if (edge.kind === "link") {
    scope.links.push({ path, edge, selected });
    return linkKey(edge, alias);
  }
  const condition: ConditionOn = (target) => edgeCondition(edge, alias, target);
  const rows = edge.many ? manyRows : oneRow;
  return sql`(${rows(edge.target, selected, condition, path, scope)})`;
}

/** The values that a link follows, as text: one, or an array of several; null where one of them is. */
function linkKey(edge: Edge, alias: Alias): Fragment {
  const values = edge.pairs.map((pair) => sql`${sql.column(alias, pair.source.name)}::${sql.own("text")}`);
  if (values.length === 1) return sql.join(values, sql.empty);
  const nulls = edge.pairs.map((pair) => sql`${sql.column(alias, pair.source.name)} is null`);
  return sql`case when ${sql.join(nulls, sql` or `)} then null else array[${sql.join(values, sql`, `)}] end`;
}

function neededColumns(selection: readonly Selected[]): readonly Column[] {
  const columns = selection.flatMap(({ meaning }) => {
    if (meaning.kind === "column") return [meaning.column];
    return meaning.kind === "edge" ? meaning.edge.pairs.map((pair) => pair.source) : [];
  });
  return [...new Set(columns)];
}

function where(conditions: readonly (Fragment | undefined)[]): Fragment {
  const present = conditions.filter((condition) => condition !== undefined);
  return present.length === 0 ? sql.empty : sql`\nwhere ${sql.join(present, sql` and `)}`;
}
