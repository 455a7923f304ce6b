import { type Fragment, sql } from "../sql/index.ts";
import type { FindOperator } from "./comparators.ts";
import type { ValueType } from "./model.ts";

/** One comparison of a column with a value. Filters, rules and documents all read this one table. */
export interface Operator {
  readonly name: string;
  /** `value`: one of the column's type; `list`: several; `flag`: true or false, part of the statement's shape. */
  readonly argument: "value" | "list" | "flag";
  readonly needs: ValueType["comparison"];
  readonly description: string;
}

interface ValueOperator extends Operator {
  readonly argument: "value" | "list";
  readonly sql: (column: Fragment, value: Fragment, operator: FindOperator) => Fragment;
}

interface FlagOperator extends Operator {
  readonly argument: "flag";
  readonly sql: (column: Fragment, flag: boolean) => Fragment;
}

export type AnyOperator = ValueOperator | FlagOperator;

/** A comparison with null is neither true nor false (manual, section 9.2), so rows with null never match but in `isNull`. */
export const operators: readonly AnyOperator[] = [
  {
    name: "eq",
    argument: "value",
    needs: "equality",
    description: "Equal.",
    sql: (column, value, operator) => sql`${column} ${operator("=")} ${value}`,
  },
  {
    name: "ne",
    argument: "value",
    needs: "equality",
    description: "Not equal.",
    sql: (column, value, operator) => sql`${column} ${operator("<>")} ${value}`,
  },
  {
    name: "gt",
    argument: "value",
    needs: "order",
    description: "Greater than.",
    sql: (column, value, operator) => sql`${column} ${operator(">")} ${value}`,
  },
  {
    name: "gte",
    argument: "value",
    needs: "order",
    description: "Greater than or equal.",
    sql: (column, value, operator) => sql`${column} ${operator(">=")} ${value}`,
  },
  {
    name: "lt",
    argument: "value",
    needs: "order",
    description: "Less than.",
    sql: (column, value, operator) => sql`${column} ${operator("<")} ${value}`,
  },
  {
    name: "lte",
    argument: "value",
    needs: "order",
    description: "Less than or equal.",
    sql: (column, value, operator) => sql`${column} ${operator("<=")} ${value}`,
  },
  {
    name: "in",
    argument: "list",
    needs: "equality",
    description: "Equal to one of these; an empty list matches nothing.",
    sql: (column, value, operator) => sql`${column} ${operator("=")} any(${value})`,
  },
  {
    name: "notIn",
    argument: "list",
    needs: "equality",
    description: "Equal to none of these; an empty list matches everything.",
    sql: (column, value, operator) => sql`${column} ${operator("<>")} all(${value})`,
  },
  {
    name: "isNull",
    argument: "flag",
    needs: "none",
    description: "Null, or with false: not null.",
    // Not `is null`, which is true of a composite whose attributes are all null (manual, section 9.2). The parser makes the
    // same test of both otherwise, so indexes serve either.
    sql: (column, flag) => (flag ? sql`${column} is not distinct from null` : sql`${column} is distinct from null`),
  },
];

const rank = { none: 0, equality: 1, order: 2 } as const satisfies Record<ValueType["comparison"], number>;

/** The operators that a type has. Lists of lists have no form in GraphQL inputs, so a list has no `in`. */
export function operatorsOf(type: ValueType): readonly AnyOperator[] {
  return operators.filter(
    (operator) => rank[operator.needs] <= rank[type.comparison] && !(type.list && operator.argument === "list"),
  );
}

/** The input type that holds a type's operators, shared by all columns of that type: `IntFilter`, `ShopOrderStatusFilter`. */
export function filterName(type: ValueType): string {
  // Types without equality have nothing but `isNull`, whatever their scalar.
  if (type.comparison === "none") return "NullFilter";
  const name = typeof type.named === "string" ? type.named : type.named.name;
  const limited = type.comparison === "equality" && !type.list && type.named !== "JSON";
  return `${name}${type.list ? "List" : ""}${limited ? "Equality" : ""}Filter`;
}
