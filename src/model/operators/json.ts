import { type Fragment, sql } from "../../sql/index.ts";
import type { Comparator } from "../comparators.ts";
import type { ValueType } from "../value-type.ts";
import { scalarValue } from "../values.ts";
import { equality, membership, nulls } from "./comparison.ts";
import type { Operator, OperatorFamily } from "./operator.ts";

const keyType = (): ValueType => scalarValue("pg_catalog", "text");

const contents: readonly Operator[] = [
  {
    name: "contains",
    argument: "value",
    description: "Contains this: every key and element of it, at the same place (manual, section 8.14.3).",
    sql: (column, value) => sql`${column} @> ${value}`,
  },
  {
    name: "containedBy",
    argument: "value",
    description: "Is contained in this.",
    sql: (column, value) => sql`${column} <@ ${value}`,
  },
  {
    name: "hasKey",
    argument: "value",
    description: "An object with this key, or a list with this text.",
    takes: keyType,
    sql: (column, value) => sql`${column} ? ${value}`,
  },
  {
    name: "hasAnyKeys",
    argument: "values",
    description: "`hasKey` for at least one of these.",
    takes: keyType,
    sql: (column, values) => sql`${column} ?| ${values}`,
  },
  {
    name: "hasAllKeys",
    argument: "values",
    description: "`hasKey` for every one of these.",
    takes: keyType,
    sql: (column, values) => sql`${column} ?& ${values}`,
  },
];

/** Numbers compare with numbers and texts with texts: the order that Postgres has between kinds means nothing to anybody. */
const ordered = (name: string, comparator: Comparator, description: string): Operator => ({
  name,
  argument: "value",
  description: `${description} Only of the same kind: numbers with numbers, texts with texts.`,
  sql: (column, value, type) =>
    sql`case when ${kindOf(column)} = ${kindOf(value)} then ${column} ${type.operator(comparator)} ${value} end`,
});

const kindOf = (value: Fragment) => sql`${sql.own("jsonb_typeof")}(${value})`;

export const json: OperatorFamily = {
  of: "`jsonb`",
  suits: (type) => type.operators === "json" && !type.list,
  operators: [
    ...contents,
    {
      name: "at",
      argument: "paths",
      description: "What is at a path of the document; of several, all must hold.",
      takes: () => scalarValue("pg_catalog", "jsonb"),
      operators: [
        ...equality.operators,
        ordered("gt", ">", "Greater than."),
        ordered("gte", ">=", "Greater than or equal."),
        ordered("lt", "<", "Less than."),
        ordered("lte", "<=", "Less than or equal."),
        ...membership.operators,
        ...contents,
        ...nulls.operators,
      ],
      // JSON's null is null for clients, and here.
      sql: (column, path) => sql`nullif(${column} #> ${path}, 'null'::${sql.own("jsonb")})`,
    },
  ],
};
