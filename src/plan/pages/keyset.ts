import { plainOperator } from "../../model/index.ts";
import { type Fragment, sql } from "../../sql/index.ts";
import { directionOf } from "../order/direction.ts";
import type { OrderTerm } from "../order/order-term.ts";

/** Which rows, seen from where a cursor stands: those after it or before it, with or without the place itself. */
export interface Side {
  readonly side: "after" | "before";
  readonly inclusive: boolean;
}

/** One term beside the cursor's value for it. */
interface Pair {
  readonly left: Fragment;
  readonly right: Fragment;
  readonly term: OrderTerm;
  /** Whether what is looked for is greater. */
  readonly up: boolean;
  /** Whether nulls are on the side that is looked for. */
  readonly nullsBeyond: boolean;
}

/**
 * The rows on one side of a cursor. Where all terms go one way and none can be null it is a comparison of whole rows, which
 * an index answers; else term by term. The text does not depend on which of the cursor's values are null.
 */
export function keyset(terms: readonly OrderTerm[], values: readonly Fragment[], { side, inclusive }: Side): Fragment {
  const pairs = terms.map((term, index): Pair => {
    const { descending, nullsFirst } = directionOf(term.direction ?? "ASC");
    const isAfter = side === "after";
    return {
      left: term.type.rank(term.expression),
      right: values[index] ?? sql`null`,
      term,
      up: descending !== isAfter,
      nullsBeyond: nullsFirst !== isAfter,
    };
  });
  const [first] = pairs;
  if (!first) throw new Error("An order without terms has no places.");
  const isUniform = pairs.every(
    ({ term, up }) => term.notNull && term.type.operator === plainOperator && up === first.up,
  );
  if (isUniform) {
    const operator = plainOperator(first.up ? (inclusive ? ">=" : ">") : inclusive ? "<=" : "<");
    return sql`${tuple(pairs.map(({ left }) => left))} ${operator} ${tuple(pairs.map(({ right }) => right))}`;
  }
  const expanded = expand(pairs, inclusive);
  // What follows from the rest already: an index can start from it.
  return sql`${bound(first)} and ${expanded}`;
}

function tuple(values: readonly Fragment[]): Fragment {
  const list = sql.join(values, sql`, `);
  return values.length === 1 ? list : sql`(${list})`;
}

function expand([first, ...rest]: readonly Pair[], inclusive: boolean): Fragment {
  if (!first) return inclusive ? sql`true` : sql`false`;
  if (rest.length === 0 && !inclusive) return beyond(first);
  const further = rest.length === 0 ? same(first) : sql`${same(first)} and ${expand(rest, inclusive)}`;
  return sql`(${beyond(first)} or ${further})`;
}

function beyond({ left, right, term, up, nullsBeyond }: Pair): Fragment {
  const compared = sql`${left} ${term.type.operator(up ? ">" : "<")} ${right}`;
  if (term.notNull) return compared;
  return nullsBeyond
    ? sql`(${compared} or ${left} is null and ${right} is not null)`
    : sql`(${compared} or ${left} is not null and ${right} is null)`;
}

function same({ left, right, term }: Pair): Fragment {
  const equal = sql`${left} ${term.type.operator("=")} ${right}`;
  return term.notNull ? equal : sql`(${equal} or ${left} is null and ${right} is null)`;
}

function bound({ left, right, term, up, nullsBeyond }: Pair): Fragment {
  const compared = sql`${left} ${term.type.operator(up ? ">=" : "<=")} ${right}`;
  if (term.notNull) return compared;
  return nullsBeyond ? sql`(${compared} or ${left} is null)` : sql`(${compared} or ${right} is null)`;
}
