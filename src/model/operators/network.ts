import { type Fragment, sql } from "../../sql/index.ts";
import { scalarValue } from "../values.ts";
import type { Operator, OperatorFamily } from "./operator.ts";

/** A `cidr` is compared with hosts, too. */
const address = () => scalarValue("pg_catalog", "inet");

const compare = (name: string, operator: Fragment, description: string): Operator => ({
  name,
  argument: "value",
  description,
  takes: address,
  sql: (column, value) => sql`${column} ${operator} ${value}`,
});

export const network: OperatorFamily = {
  of: "`inet`, `cidr`",
  suits: (type) => type.operators === "network" && !type.list,
  operators: [
    compare("contains", sql`>>=`, "This network or host is in it, or is the same."),
    compare("containedBy", sql`<<=`, "It is in this network, or is the same."),
    compare("overlaps", sql`&&`, "One of the two contains the other."),
    {
      name: "family",
      argument: "filter",
      description: "4 or 6.",
      takes: () => scalarValue("pg_catalog", "int4"),
      sql: (column, condition) => condition(sql`${sql.own("family")}(${column})`),
    },
  ],
};
