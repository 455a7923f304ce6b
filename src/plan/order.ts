import { SluiceError } from "../lib/index.ts";
import type { Column, Table } from "../model/index.ts";
import { type Alias, type Fragment, sql } from "../sql/index.ts";
import type { Input } from "./input.ts";

/** Without a word about nulls they come last in ascending order and first in descending, as Postgres has it (manual, section 7.5). */
const directions = {
  ASC: sql`asc`,
  DESC: sql`desc`,
  ASC_NULLS_FIRST: sql`asc nulls first`,
  ASC_NULLS_LAST: sql`asc nulls last`,
  DESC_NULLS_FIRST: sql`desc nulls first`,
  DESC_NULLS_LAST: sql`desc nulls last`,
} satisfies Record<string, Fragment>;

export type Direction = keyof typeof directions;

export const directionNames = Object.keys(directions).filter(isDirection);

function isDirection(value: unknown): value is Direction {
  return typeof value === "string" && Object.hasOwn(directions, value);
}

/** The columns to order by, the primary key last, so that rows that are equal otherwise always come in one order. */
export function orderTerms(input: Input | undefined, table: Table, alias: Alias): readonly Fragment[] {
  const chosen = (input?.kind === "list" ? input.items : []).flatMap((item) =>
    item.kind === "object" ? item.entries : [],
  );
  const terms: Fragment[] = [];
  const seen = new Set<Column>();
  for (const { field, input: direction } of chosen) {
    const meaning = field.extensions.sluice;
    if (direction.kind === "null") {
      throw new SluiceError("BAD_USER_INPUT", `orderBy.${field.name} is null. Leave it out, or give a direction.`);
    }
    if (meaning?.kind !== "column" || direction.kind !== "leaf" || !isDirection(direction.value)) {
      throw new Error(`The order ${field.name} has no meaning.`);
    }
    // What a column was ordered by before cannot order again.
    if (seen.has(meaning.column)) continue;
    seen.add(meaning.column);
    terms.push(sql`${sql.column(alias, meaning.column.name)} ${directions[direction.value]}`);
  }
  for (const column of table.key ?? []) {
    if (!seen.has(column)) terms.push(sql.column(alias, column.name));
  }
  return terms;
}

export function orderBy(terms: readonly Fragment[]): Fragment {
  return terms.length === 0 ? sql.empty : sql`\norder by ${sql.join(terms, sql`, `)}`;
}
