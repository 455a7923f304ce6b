import { SluiceError } from "../lib/index.ts";
import { type Column, isObjectType, type Table } from "../model/index.ts";
import { type Alias, type Fragment, sql } from "../sql/index.ts";
import { byKey } from "./by-key.ts";
import { from, where } from "./clauses.ts";
import { rowKey } from "./keys.ts";
import type { Statement } from "./plan.ts";
import { prepare } from "./prepare.ts";
import type { Selected } from "./selection.ts";

/** What a client gets as `etag`, and gives back as `ifMatch` (as in HTTP: RFC 9110, section 13.1.1). */
export const printVersion = (version: Column, alias: Alias): Fragment =>
  sql`${sql.column(alias, version.name)}::${sql.own("text")}`;

/**
 * Whether a row still is as the client saw it; undefined where it did not say how.
 *
 * @throws SluiceError BAD_USER_INPUT where it meant to: null would be no condition at all.
 */
export function ifMatch(root: Selected, { version }: Table): ((alias: Alias) => Fragment) | undefined {
  const isGiven = root.nodes[0]?.arguments?.some(({ name }) => name.value === "ifMatch");
  if (!isGiven || !version) return undefined;
  const input = root.inputs.get("ifMatch");
  if (input?.kind !== "leaf") {
    throw new SluiceError("BAD_USER_INPUT", "ifMatch has no value. Give the row's etag, or leave it out.");
  }
  return (alias) => sql`${printVersion(version, alias)} = ${sql.bind(input.bind)}::${sql.own("text")}`;
}

/** Reads the row where it does not match, as it is now: every column that is exposed, under its field. */
export function currentRow(root: Selected, table: Table): Statement {
  const [alias, row] = [sql.alias("t"), sql.alias("r")];
  const columns = table.columns.map(({ name, field, type }) => {
    const value = sql.column(alias, name);
    const isWhole = isObjectType(type.named) || type.named === "JSON";
    return sql`${isWhole ? value : type.print(value)} as ${sql.identifier(rowKey(field))}`;
  });
  const etag = table.version ? [sql`${printVersion(table.version, alias)} as "etag"`] : [];
  const key = byKey(table.key ?? [], root)(alias);
  // Where it does, something else was in the way.
  const match = ifMatch(root, table)?.(alias);
  const condition = match ? sql`${key} and (${match}) is not true` : key;
  return prepare(
    table,
    sql`select (select ${sql.own("row_to_json")}(${sql.reference(row)}.*) from (select ${sql.join([...columns, ...etag], sql`, `)} from ${from(table, alias)}${where([condition])}) as ${sql.reference(row)})::${sql.own("text")}`,
  );
}
