export { type RunSqlOptions, runSql, type WrittenSql } from "./run-sql.ts";
