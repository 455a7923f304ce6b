import { SluiceError } from "../../lib/index.ts";
import type { Column, RowCondition, Table } from "../../model/index.ts";
import { sql } from "../../sql/index.ts";
import { itself } from "../clauses.ts";
import type { WriteCheck } from "../plan.ts";
import { prepare } from "../prepare.ts";
import { keysJoined } from "../write/read-back.ts";

/** Looks at rows that were written, by their keys, once everything was; undefined where nothing has to hold of them. */
export function checkOf(table: Table, verbs: readonly ("insert" | "update")[]): WriteCheck | undefined {
  const { key } = table;
  const checks = checksOf(table, verbs);
  if (checks.length === 0) return undefined;
  if (!key) throw new Error(`${table.name} has no key by which a check could find its rows.`);
  return {
    statement: refusedRows(table, key, checks),
    columns: key.length,
    most: undefined,
    refusal: () => refusal(table, verbs),
  };
}

/** What has to hold of a row once it was written. */
export const checksOf = ({ rules }: Table, verbs: readonly ("insert" | "update")[]): readonly RowCondition[] =>
  verbs.flatMap((verb) => rules?.[verb]?.check ?? []);

/** Answers whether there is a row of which not everything holds. */
function refusedRows(table: Table, key: readonly Column[], checks: readonly RowCondition[]) {
  const alias = sql.alias("t");
  const holds = sql.join(
    checks.map((check) => check.on(alias)),
    sql` and `,
  );
  const rows = keysJoined(key, itself(table, alias), alias);
  return prepare(table, sql`select (exists (select from ${rows} where (${holds}) is not true))::${sql.own("text")}`);
}

export function refusal(table: Table, verbs: readonly string[]): SluiceError {
  const rule = verbs.map((verb) => `${verb}.check`).join(" and ");
  const message = `A row of ${table.typeName} would be one that your role may not leave there: ${rule} of its rights refuses it. Nothing was written.`;
  return new SluiceError("FORBIDDEN", message, { database: table.database });
}

/** For an upsert that met a row which the role does not see, or may not change. */
export function mayNotChange(table: Table): SluiceError {
  const message = `There is a row of ${table.typeName} with the same key, and your role may not change it. Nothing was written.`;
  return new SluiceError("FORBIDDEN", message, { database: table.database });
}
