import { sql } from "../../sql/index.ts";
import type { Comparator } from "../comparators.ts";
import type { Operator, OperatorFamily } from "./operator.ts";

// A comparison with null is neither true nor false (manual, section 9.2), so rows with null never match but in `isNull`.

interface Compared {
  readonly name: string;
  readonly comparator: Comparator;
  /** Goes on with what it is compared with. */
  readonly words: string;
}

const equalities: readonly Compared[] = [
  { name: "eq", comparator: "=", words: "Equal to" },
  { name: "ne", comparator: "<>", words: "Not equal to" },
];
const orders: readonly Compared[] = [
  { name: "gt", comparator: ">", words: "Greater than" },
  { name: "gte", comparator: ">=", words: "Greater than or equal to" },
  { name: "lt", comparator: "<", words: "Less than" },
  { name: "lte", comparator: "<=", words: "Less than or equal to" },
];

/** What compares two columns of a row as well as a column and a value. */
export const comparisons: readonly Compared[] = [...equalities, ...orders];

const compare = ({ name, comparator, words }: Compared): Operator => ({
  name,
  argument: "value",
  description: `${words} this value.`,
  sql: (column, value, type) => sql`${column} ${type.operator(comparator)} ${value}`,
});

export const equality: OperatorFamily = {
  of: "Types with an equality",
  suits: (type) => type.comparison !== "none",
  operators: equalities.map(compare),
};

export const order: OperatorFamily = {
  of: "Types with an order",
  suits: (type) => type.comparison === "order",
  operators: [
    ...orders.map(compare),
    {
      name: "between",
      argument: "pair",
      description: "From the first of two values to the second, both included.",
      // Not `between`, which has no form for an operator with its schema.
      sql: (column, lower, upper, type) =>
        sql`(${column} ${type.operator(">=")} ${lower} and ${column} ${type.operator("<=")} ${upper})`,
    },
  ],
};

/** Lists of lists have no form in GraphQL inputs, so a list has no `in`. */
export const membership: OperatorFamily = {
  of: "Types with an equality, but not lists",
  suits: (type) => type.comparison !== "none" && !type.list,
  operators: [
    {
      name: "in",
      argument: "values",
      description: "Equal to one of these; an empty list matches nothing.",
      sql: (column, values, type) => sql`${column} ${type.operator("=")} any(${values})`,
    },
    {
      name: "notIn",
      argument: "values",
      description: "Equal to none of these; an empty list matches everything.",
      sql: (column, values, type) => sql`${column} ${type.operator("<>")} all(${values})`,
    },
  ],
};

export const nulls: OperatorFamily = {
  of: "Every type",
  suits: () => true,
  operators: [
    {
      name: "isNull",
      argument: "flag",
      description: "Null, or with false: not null.",
      // Not `is null`, which is true of a composite whose attributes are all null (manual, section 9.2). The parser makes the
      // same test of both otherwise, so indexes serve either.
      sql: (column, flag) => (flag ? sql`${column} is not distinct from null` : sql`${column} is distinct from null`),
    },
  ],
};
