import { type Fragment, sql } from "../../sql/index.ts";
import type { ValueType } from "../value-type.ts";
import { scalarValue } from "../values.ts";
import type { Condition, Operator, OperatorFamily } from "./operator.ts";

/** Of Postgres itself: extensions have operators of these names for arrays, which refuse nulls and win over those of any array. */
const compare = (name: string, operator: Fragment, description: string): Operator => ({
  name,
  argument: "elements",
  description,
  sql: (column, array) => sql`${column} ${operator} ${array}`,
});

const elementOf = ({ element }: ValueType): ValueType => {
  if (!element) throw new Error("An array without a type of elements.");
  return element;
};

/** As `any` and `all` of Postgres, to the last null (manual, section 9.25): null where one null could change the answer. */
const quantify = (name: string, quantifier: Fragment, description: string): Operator => ({
  name,
  argument: "filter",
  description,
  takes: elementOf,
  sql: (column, condition) => quantified(column, condition, quantifier),
});

function quantified(column: Fragment, condition: Condition, quantifier: Fragment): Fragment | undefined {
  const elements = sql.alias("e");
  const inner = condition(sql.column(elements, "item"));
  return (
    inner &&
    sql`case when ${column} is not null then true = ${quantifier}(array(select ${inner} from ${sql.own("unnest")}(${column}) as ${sql.reference(elements)}(item))) end`
  );
}

export const array: OperatorFamily = {
  of: "Arrays of types with an equality",
  suits: (type) => type.list === "array" && type.comparison !== "none",
  operators: [
    compare(
      "contains",
      sql`operator(pg_catalog.@>)`,
      "Contains all of these; an empty list is contained in every list.",
    ),
    compare("containedBy", sql`operator(pg_catalog.<@)`, "Has no element but these."),
    compare("overlaps", sql`operator(pg_catalog.&&)`, "Has at least one of these."),
    {
      name: "length",
      argument: "filter",
      description: "The number of elements.",
      takes: () => scalarValue("pg_catalog", "int4"),
      sql: (column, condition) => condition(sql`${sql.own("cardinality")}(${column})`),
    },
    quantify("any", sql`any`, "At least one element is so."),
    quantify("all", sql`all`, "Every element is so; an empty list has none that is not."),
  ],
};
