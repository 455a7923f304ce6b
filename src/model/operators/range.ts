import { type Fragment, sql } from "../../sql/index.ts";
import type { RangeParts, ValueType } from "../value-type.ts";
import type { Operator, OperatorFamily } from "./operator.ts";

const partsOf = ({ range }: ValueType): RangeParts => {
  if (!range) throw new Error("A range without a type of values.");
  return range;
};

/** Ranges compare with the very type that they are over only. */
const boundOf = (type: ValueType): ValueType => {
  const { subtype } = partsOf(type);
  return { ...subtype, sqlType: subtype.ownType };
};

const compare = (name: string, operator: Fragment, description: string): Operator => ({
  name,
  argument: "range",
  description,
  sql: (column, range) => sql`${column} operator(pg_catalog.${operator}) ${range}`,
});

const end = (name: "lower" | "upper", description: string): Operator => ({
  name,
  argument: "filter",
  description,
  takes: (type) => partsOf(type).subtype,
  sql: (column, condition) => condition(sql`${sql.own(name)}(${column})`),
});

/** Ranges are equal where they hold the same values: of whole numbers `[1,3]` is `[1,4)`. */
export const rangeEquality: OperatorFamily = {
  of: "Ranges",
  suits: (type) => type.range !== undefined && !type.list,
  operators: [compare("eq", sql`=`, "Equal: the same values are in both."), compare("ne", sql`<>`, "Not equal.")],
};

export const range: OperatorFamily = {
  of: "Ranges and multiranges",
  suits: (type) => type.range !== undefined && type.list !== "array",
  operators: [
    {
      name: "contains",
      argument: "value",
      description: "This value is in it.",
      takes: boundOf,
      sql: (column, value) => sql`${column} operator(pg_catalog.@>) ${value}`,
    },
    compare("containsRange", sql`@>`, "The whole of this range is in it."),
    compare("containedBy", sql`<@`, "It is in this range as a whole."),
    compare("overlaps", sql`&&`, "At least one value is in both."),
    compare("adjacentTo", sql`-|-`, "They touch, with nothing between them and nothing in both."),
    compare("leftOf", sql`<<`, "It ends before this range begins."),
    compare("rightOf", sql`>>`, "It begins after this range ends."),
    {
      name: "isEmpty",
      argument: "flag",
      description: "Nothing is in it, or with false: something is.",
      sql: (column, flag) => (flag ? sql`${isEmpty(column)}` : sql`not ${isEmpty(column)}`),
    },
    end("lower", "Where it begins; null where it has no bound, or is empty."),
    end("upper", "Where it ends; null where it has no bound, or is empty."),
  ],
};

const isEmpty = (column: Fragment) => sql`${sql.own("isempty")}(${column})`;
