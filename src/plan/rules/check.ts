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
    statement: lookAtRows(table, key, checks),
    columns: key.length,
    most: undefined,
    refusals: { refused: () => refusal(table, verbs), absent: () => notThere(table, key, verbs) },
  };
}

/** What has to hold of a row once it was written. */
export const checksOf = ({ rules }: Table, verbs: readonly ("insert" | "update")[]): readonly RowCondition[] =>
  verbs.flatMap((verb) => rules?.[verb]?.check ?? []);

/** Answers what is wrong with the rows: `refused` where not everything holds of one, `absent` where one is not there. */
function lookAtRows(table: Table, key: readonly Column[], checks: readonly RowCondition[]) {
  const alias = sql.alias("t");
  const holds = sql.join(
    checks.map((check) => check.on(alias)),
    sql` and `,
  );
  const count = sql`${sql.own("count")}(*)`;
  const written = sql.bind(({ keys }) => keys[0]?.length ?? 0);
  const refused = sql`${count} filter (where (${holds}) is not true) > 0 then '"refused"'`;
  const absent = sql`${count} < ${written}::${sql.own("int8")} then '"absent"'`;
  return prepare(
    table,
    sql`select case when ${refused} when ${absent} end::${sql.own("text")}\nfrom ${keysJoined(key, itself(table, alias), alias)}`,
  );
}

export function refusal(table: Table, verbs: readonly string[]): SluiceError {
  const rule = verbs.map((verb) => `${verb}.check`).join(" and ");
  const message = `A row of ${table.typeName} would be one that your role may not leave there: ${rule} of its rights refuses it. Nothing was written.`;
  return new SluiceError("FORBIDDEN", message, { database: table.database });
}

/** A row that nobody finds may be anything. */
function notThere(table: Table, key: readonly Column[], verbs: readonly string[]): SluiceError {
  const rule = verbs.map((verb) => `${verb}.check`).join(" and ");
  const names = key.map(({ name }) => name).join(", ");
  const message = `A row of ${table.typeName} is not there by its key (${names}) once everything was written, so ${rule} of your role's rights could not be asked. Nothing was written. A trigger took it away, changed its key, or did not return it.`;
  return new SluiceError("FORBIDDEN", message, { database: table.database });
}

/** For an upsert that met a row which the role does not see, or may not change. */
export function mayNotChange(table: Table): SluiceError {
  const message = `There is a row of ${table.typeName} with the same key, and your role may not change it. Nothing was written.`;
  return new SluiceError("FORBIDDEN", message, { database: table.database });
}
