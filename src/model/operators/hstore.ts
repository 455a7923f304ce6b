import { sql } from "../../sql/index.ts";
import type { Comparator } from "../comparators.ts";
import { scalarValue } from "../values.ts";
import type { Operator, OperatorFamily } from "./operator.ts";

const key = () => scalarValue("pg_catalog", "text");

const keys = (name: string, comparator: Comparator, description: string): Operator => ({
  name,
  argument: "values",
  description,
  takes: key,
  sql: (column, values, type) => sql`${column} ${type.operator(comparator)} ${values}`,
});

export const hstore: OperatorFamily = {
  of: "`hstore`, of the extension",
  suits: (type) => type.operators === "hstore" && !type.list,
  operators: [
    {
      name: "contains",
      argument: "value",
      description: "Has all of these keys with the same values.",
      sql: (column, value, type) => sql`${column} ${type.operator("@>")} ${value}`,
    },
    {
      name: "containedBy",
      argument: "value",
      description: "Has no key and value but these.",
      sql: (column, value, type) => sql`${column} ${type.operator("<@")} ${value}`,
    },
    {
      name: "hasKey",
      argument: "value",
      description: "Has this key.",
      takes: key,
      sql: (column, value, type) => sql`${column} ${type.operator("?")} ${value}`,
    },
    keys("hasAnyKeys", "?|", "Has at least one of these keys."),
    keys("hasAllKeys", "?&", "Has every one of these keys."),
  ],
};
