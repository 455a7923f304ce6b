import { createDatabase, type TestDatabase } from "../databases.ts";
import { cases, setupSql, tableSql } from "./cases.ts";

/** A database with a table for every case of values. */
export function createValuesDatabase(): Promise<TestDatabase> {
  return createDatabase([setupSql, ...cases.map(tableSql)].join("\n"));
}
