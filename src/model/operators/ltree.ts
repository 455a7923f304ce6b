import { sql } from "../../sql/index.ts";
import { castName } from "../scalars.ts";
import { longestPattern } from "./longest-pattern.ts";
import type { OperatorFamily } from "./operator.ts";

export const ltree: OperatorFamily = {
  of: "`ltree`, of the extension",
  suits: (type) => type.operators === "ltree" && !type.list,
  operators: [
    {
      name: "ancestorOf",
      argument: "value",
      description: "This path is below it, or is the same.",
      sql: (column, value, type) => sql`${column} ${type.operator("@>")} ${value}`,
    },
    {
      name: "descendantOf",
      argument: "value",
      description: "It is below this path, or is the same.",
      sql: (column, value, type) => sql`${column} ${type.operator("<@")} ${value}`,
    },
    {
      name: "matches",
      argument: "value",
      description: "Matches this `lquery`, like `Top.*{1,2}.Stars|Planets`.",
      longest: longestPattern,
      takes: (type) => ({ ...type, sqlType: castName(type.schema, "lquery") }),
      sql: (column, value, type) => sql`${column} ${type.operator("~")} ${value}`,
    },
  ],
};
