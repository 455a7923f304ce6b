import { type Column, mostRows, type Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { relationCost } from "../budget.ts";
import { where } from "../clauses.ts";
import { filteredRows } from "../filter/fence.ts";
import { whereCondition } from "../filter/where.ts";
import { sizeOf } from "../input.ts";
import { rowKey } from "../keys.ts";
import { printOpaque } from "../opaque.ts";
import { readOrder } from "../order/order.ts";
import { type OrderTerm, orderBy, reverseTerm } from "../order/order-term.ts";
import type { ConditionOn, RowsScope } from "../rows-scope.ts";
import type { Selected } from "../selection.ts";
import { type ConnectionPage, printPart, readParts } from "./connection-parts.ts";
import { bindCursor, type CursorArgument, cursorHead, fingerprint } from "./cursor.ts";
import { keyset } from "./keyset.ts";
import { pageSize } from "./page-size.ts";

/**
 * A page of a table's rows as one JSON object. Its rows are found once, with one more that says whether there are others;
 * what is asked of them is printed from there. A page that is taken from the end is read backwards and turned round.
 */
export function connection(
  table: Table,
  selected: Selected,
  condition: ConditionOn,
  path: string,
  scope: RowsScope,
): Fragment {
  const { inputs } = selected;
  const parts = readParts(selected, scope);
  const size = pageSize(inputs, mostRows(table, scope.maxLimit));
  const inner = sql.alias("t");
  const order = readOrder(inputs.get("orderBy"), table, inner, scope.budget);
  const print = fingerprint(table, order.terms);
  const head = cursorHead(print);
  const cursors = {
    after: cursorValues("after", selected, print, order.terms),
    before: cursorValues("before", selected, print, order.terms),
  };
  // What stands in the statement again is paid for again.
  const again = sizeOf(inputs.get("where")) + sizeOf(inputs.get("orderBy"));
  const filter = inputs.get("where");
  const filtered = (alias: Alias) => {
    const source = filteredRows(table, alias, condition, filter);
    return { rows: source.rows, conditions: [source.condition, whereCondition(filter, alias)] };
  };

  const names = termNames(table, order.terms);
  const number = freeName(table, "n");
  const columns = new Set<Column>([
    ...parts.flatMap((part) => part.columns),
    ...order.terms.flatMap(({ column }) => column ?? []),
  ]);
  const computed = order.terms.flatMap(({ column, expression }, index) =>
    column ? [] : [sql`${expression} as ${sql.identifier(names[index] ?? "")}`],
  );
  const list = [...[...columns].map((column) => sql.column(inner, column.name)), ...computed];
  const sides = (["after", "before"] as const).map((side) => {
    const values = cursors[side];
    return values && keyset(order.terms, values, { side, inclusive: false });
  });
  const [rows, page] = [sql.alias("t"), sql.alias("page")];
  const source = filtered(inner);
  const read = sql`select ${sql.join(list, sql`, `)} from ${source.rows}${order.joins}${where([...source.conditions, ...sides])}${orderBy(size.backward ? order.terms.map(reverseTerm) : order.terms)}\nlimit ${sql.bind((values) => size.rows(values) + 1)}`;
  const context: ConnectionPage = {
    name: page,
    number,
    size,
    cursor: (alias) =>
      printOpaque(
        head,
        names.map((name) => sql.column(alias, name)),
      ),
    count: () => {
      scope.budget.spend(again);
      const alias = sql.alias("t");
      const { rows: counted, conditions } = filtered(alias);
      return sql`(select ${sql.own("count")}(*) from ${counted}${where(conditions)})`;
    },
    // The row that the cursor was made of counts, too, while it is there.
    beyond: (argument) => {
      const values = cursors[argument];
      if (!values) return undefined;
      scope.budget.spend(again);
      const alias = sql.alias("t");
      const { joins, terms } = readOrder(inputs.get("orderBy"), table, alias, scope.budget);
      const side = keyset(terms, values, { side: argument === "after" ? "before" : "after", inclusive: true });
      const { rows: others, conditions } = filtered(alias);
      return sql`exists (select from ${others}${joins}${where([...conditions, side])})`;
    },
  };
  const printed = parts.map((part) => {
    scope.budget.spend(relationCost);
    return sql`${printPart(part, context, path, scope)} as ${sql.identifier(rowKey(part.selected.key))}`;
  });
  const object = sql.alias("c");
  return sql`select ${sql.own("row_to_json")}(${sql.reference(object)}.*) from (
with ${sql.reference(page)} as (
select ${sql.reference(rows)}.*, ${sql.own("row_number")}() over () as ${sql.identifier(number)} from (
${read}
) as ${sql.reference(rows)}
) select ${sql.join(printed, sql`, `)}
) as ${sql.reference(object)}`;
}

function cursorValues(
  argument: CursorArgument,
  { inputs }: Selected,
  print: string,
  terms: readonly OrderTerm[],
): readonly Fragment[] | undefined {
  const cursor = inputs.get(argument);
  return cursor?.kind === "leaf" ? bindCursor(argument, cursor.bind, print, terms) : undefined;
}

/** What the terms of an order are called in a page: a column as it is, anything else by its number. */
function termNames(table: Table, terms: readonly OrderTerm[]): readonly string[] {
  return terms.map(({ column }, index) => column?.name ?? freeName(table, String(index + 1)));
}

/** A name that no column has. */
function freeName(table: Table, name: string): string {
  const free = `$${name}`;
  return table.columns.some((column) => column.name === free) ? freeName(table, free) : free;
}
