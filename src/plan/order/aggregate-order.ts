import { SluiceError } from "../../lib/index.ts";
import type { Column, Edge } from "../../model/index.ts";
import { plainOperator } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { from } from "../clauses.ts";
import { edgeCondition } from "../edge-condition.ts";
import type { InputEntry } from "../input.ts";
import type { Aggregate } from "../meaning.ts";
import { isDirection } from "./direction.ts";
import type { OrderTerm, TermType } from "./order-term.ts";

export interface AggregateTerm extends OrderTerm {
  /** A subquery of one row at most, and what it is called. */
  readonly join: { readonly query: Fragment; readonly alias: Alias };
}

/** What rows are ordered by of their many related rows: `{items: {count: DESC}}`, `{orders: {max: {placedAt: DESC}}}`. */
export function aggregateTerm(edge: Edge, entry: InputEntry, source: Alias, prefix: string): AggregateTerm {
  const meaning = entry.field.extensions.sluice;
  const { input } = entry;
  const path = `${prefix}${entry.name}`;
  if (meaning?.kind === "count" && input.kind === "leaf" && isDirection(input.value)) {
    const rows = sql.alias("a");
    const query = sql`select ${sql.own("count")}(*) as value from ${from(edge.target, rows)} where ${edgeCondition(edge, source, rows)}`;
    return termOf(path, input.value, query, plainType("int8"), true);
  }
  const inner = input.kind === "object" ? input.entries[0] : undefined;
  const direction = inner?.input;
  const column = inner?.field.extensions.sluice;
  if (input.kind === "null" || direction?.kind === "null") {
    throw new SluiceError("BAD_USER_INPUT", `orderBy.${path} is null. Leave it out, or give a direction.`);
  }
  if (meaning?.kind !== "aggregate" || column?.kind !== "column") throw new Error(`The order ${path} has no meaning.`);
  if (direction?.kind !== "leaf" || !isDirection(direction.value)) throw new Error(`${path} has no direction.`);
  const { query, type } = aggregates[meaning.aggregate](column.column, edge, source);
  return termOf(`${path}.${column.column.field}`, direction.value, query, type, false);
}

function termOf(
  path: string,
  direction: OrderTerm["direction"],
  query: Fragment,
  type: TermType,
  notNull: boolean,
): AggregateTerm {
  const alias = sql.alias("a");
  return {
    path,
    direction,
    notNull,
    type,
    column: undefined,
    expression: sql.column(alias, "value"),
    join: { query, alias },
  };
}

type PrintAggregate = (column: Column, edge: Edge, source: Alias) => { query: Fragment; type: TermType };

const aggregates = {
  min: extreme(sql`asc`),
  max: extreme(sql`desc`),
  sum: (column, edge, source) =>
    computed("sum", column, edge, source, column.type.named === "Int" ? "int8" : undefined),
  avg: (column, edge, source) => computed("avg", column, edge, source, undefined),
} satisfies Record<Aggregate, PrintAggregate>;

/** The first in its order, because not every type that has an order has `min` and `max`; an index finds it. */
function extreme(direction: Fragment): PrintAggregate {
  return (column, edge, source) => {
    const rows = sql.alias("a");
    const value = sql.column(rows, column.name);
    const query = sql`select ${value} as value from ${from(edge.target, rows)} where ${edgeCondition(edge, source, rows)} and ${value} is not null order by ${value} ${direction} limit 1`;
    return { query, type: column.type };
  };
}

function computed(name: "sum" | "avg", column: Column, edge: Edge, source: Alias, integer: "int8" | undefined) {
  const rows = sql.alias("a");
  const value = column.type.compare(sql.column(rows, column.name));
  const isFloat = column.type.named === "Float";
  // The sum of floats depends on the order in which they are added, and a page must find the same sum as the one before.
  const ordered = isFloat ? sql` order by ${value}` : sql.empty;
  const cast = isFloat ? "float8" : (integer ?? "numeric");
  const query = sql`select ${sql.own(name)}(${value}${ordered})::${sql.ownType(cast)} as value from ${from(edge.target, rows)} where ${edgeCondition(edge, source, rows)}`;
  return { query, type: plainType(cast) };
}

const plainType = (name: string): TermType => ({
  ownType: sql.ownType(name),
  rank: (value) => value,
  operator: plainOperator,
});
