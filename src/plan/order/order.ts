import { SluiceError } from "../../lib/index.ts";
import type { Column, Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { type Budget, relationCost } from "../budget.ts";
import { from } from "../clauses.ts";
import { edgeCondition } from "../edge-condition.ts";
import type { Input, InputEntry } from "../input.ts";
import { aggregateTerm } from "./aggregate-order.ts";
import { type Direction, isDirection } from "./direction.ts";
import type { OrderTerm } from "./order-term.ts";

export interface Order {
  /** What the terms need beside the table itself. */
  readonly joins: Fragment;
  /** At least the primary key, so that rows that are equal otherwise always come in one order; none without a key. */
  readonly terms: readonly OrderTerm[];
}

/** Where a part of `orderBy` starts from: the table, or a row that a relation leads to. */
interface Place {
  readonly alias: Alias;
  /** `customer.`, or nothing for the table itself. */
  readonly prefix: string;
  /** True where the place's row is there; undefined where it always is. */
  readonly isThere: Fragment | undefined;
}

/** @throws SluiceError BAD_USER_INPUT where null stands for a direction. */
export function readOrder(input: Input | undefined, table: Table, alias: Alias, budget: Budget): Order {
  const terms = new Map<string, OrderTerm>();
  const joins: Fragment[] = [];
  const joined = new Map<string, Alias>();

  // What rows were ordered by before cannot order them again.
  const add = (term: OrderTerm) => {
    if (!terms.has(term.path)) terms.set(term.path, term);
  };

  const read = (entry: InputEntry, place: Place): void => {
    const meaning = entry.field.extensions.sluice;
    const path = `${place.prefix}${entry.name}`;
    const { input: value } = entry;
    if (value.kind === "null") {
      throw new SluiceError("BAD_USER_INPUT", `orderBy.${path} is null. Leave it out, or give a direction.`);
    }
    if (meaning?.kind === "column" && value.kind === "leaf" && isDirection(value.value)) {
      add(columnTerm(meaning.column, place, value.value));
      return;
    }
    const inner = value.kind === "object" ? value.entries : [];
    if (meaning?.kind === "toOne") {
      const { edge } = meaning;
      const prefix = `${place.prefix}${edge.field}.`;
      let target = joined.get(prefix);
      if (!target) {
        budget.spend(relationCost);
        target = sql.alias("o");
        joined.set(prefix, target);
        joins.push(sql`\nleft join ${from(edge.target, target)} on ${edgeCondition(edge, place.alias, target)}`);
      }
      // Columns that a relation goes by are not null in a row that it found.
      const first = edge.pairs[0]?.target.name ?? "";
      const isThere = sql`${sql.column(target, first)} is not null`;
      for (const each of inner) read(each, { alias: target, prefix, isThere });
      return;
    }
    if (meaning?.kind !== "toMany") throw new Error(`The order ${path} has no meaning.`);
    const { edge } = meaning;
    for (const each of inner) {
      const { join, ...term } = aggregateTerm(edge, each, place.alias, `${place.prefix}${edge.field}.`);
      if (terms.has(term.path)) continue;
      budget.spend(relationCost);
      joins.push(
        sql`\nleft join lateral (${join.query}) as ${sql.reference(join.alias)} on ${place.isThere ?? sql`true`}`,
      );
      add({ ...term, notNull: term.notNull && place.isThere === undefined });
    }
  };

  const root: Place = { alias, prefix: "", isThere: undefined };
  for (const item of input?.kind === "list" ? input.items : []) {
    for (const entry of item.kind === "object" ? item.entries : []) read(entry, root);
  }
  for (const column of table.key ?? []) add(columnTerm(column, root, undefined));
  return { joins: sql.join(joins, sql.empty), terms: [...terms.values()] };
}

export function columnTerm(
  column: Column,
  place: Pick<Place, "alias" | "prefix" | "isThere">,
  direction: Direction | undefined,
): OrderTerm {
  const isOwn = place.isThere === undefined;
  return {
    path: `${place.prefix}${column.field}`,
    expression: sql.column(place.alias, column.name),
    column: isOwn ? column : undefined,
    type: column.type,
    notNull: isOwn && column.notNull,
    direction,
  };
}
