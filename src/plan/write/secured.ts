import { SluiceError } from "../../lib/index.ts";
import type { Table } from "../../model/index.ts";
import type { Statement } from "../plan.ts";

const deeds = { create: "insert", update: "update", upsert: "insert or update" } as const;

/** A statement that writes rows, with what is said where row security refuses one of them. */
export function secured(statement: Statement, table: Table, verb: keyof typeof deeds): Statement {
  if (!table.rowSecurity) return statement;
  const { database, name, typeName } = table;
  const message = `Row security of database "${database}" refuses to ${deeds[verb]} a row of ${typeName}: your role may not leave it there like that, or not see it then. Nothing was written.`;
  return { ...statement, secured: { table: name, refusal: () => new SluiceError("FORBIDDEN", message, { database }) } };
}
