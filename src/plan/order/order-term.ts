import type { Column, ValueType } from "../../model/index.ts";
import { type Fragment, sql } from "../../sql/index.ts";
import { type Direction, directionOf, reversed } from "./direction.ts";

/** One value that rows are ordered by. */
export interface OrderTerm {
  /** What it is, the same in every statement: `placedAt`, `customer.name`, `items.count`. */
  readonly path: string;
  readonly expression: Fragment;
  /** Set where it is a column of the table itself. */
  readonly column: Column | undefined;
  readonly type: TermType;
  readonly notNull: boolean;
  /** Undefined for a column of the key that closes the order: ascending. */
  readonly direction: Direction | undefined;
}

/** What a term's values are cast to, and how they are compared. */
export type TermType = Pick<ValueType, "ownType" | "rank" | "operator">;

export const reverseTerm = (term: OrderTerm): OrderTerm => ({
  ...term,
  direction: reversed(term.direction ?? "ASC"),
});

export function orderBy(terms: readonly OrderTerm[]): Fragment {
  if (terms.length === 0) return sql.empty;
  const printed = terms.map(({ expression, direction }) =>
    direction === undefined ? expression : sql`${expression} ${directionOf(direction).sql}`,
  );
  return sql`\norder by ${sql.join(printed, sql`, `)}`;
}
