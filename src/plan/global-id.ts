import { SluiceError } from "../lib/index.ts";
import type { Table } from "../model/index.ts";
import { type Alias, type Fragment, sql } from "../sql/index.ts";
import { printOpaque, readOpaque } from "./opaque.ts";

// A row's id among all types holds the name of its type and the values of its key, in the key's order.

/** Tables whose rows have an id, by the names of their types. */
export type NodeTables = ReadonlyMap<string, Table>;

/** The argument that ids are given as, for messages. */
export type IdArgument = "id" | "ids";

/** What ids are read by. */
export interface IdScope {
  readonly argument: IdArgument;
  readonly tables: NodeTables;
}

/** Where an id leads to. */
export interface NodeKey {
  readonly table: Table;
  /** One for each column of the table's key. */
  readonly values: readonly (string | null)[];
}

export function printId({ typeName, idColumns }: Table, alias: Alias): Fragment {
  if (!idColumns) throw new Error(`Rows of ${typeName} have no id.`);
  return printOpaque(
    sql.bind(() => [typeName]),
    idColumns.map((column) => sql.column(alias, column.name)),
  );
}

/**
 * What an id says; undefined where it is of a type that is not there.
 *
 * @throws SluiceError BAD_USER_INPUT for what is no id, or none of that type.
 */
export function readId(id: unknown, { argument, tables }: IdScope): NodeKey | undefined {
  const [type, ...values] = readOpaque(id) ?? [];
  if (typeof type !== "string" || !values.every(isStorable)) throw badId(argument);
  const table = tables.get(type);
  if (!table?.idColumns) {
    if (values.length === 0) throw badId(argument);
    return undefined;
  }
  const fits =
    values.length === table.idColumns.length &&
    table.idColumns.every(({ notNull }, index) => !notNull || values[index] !== null);
  if (!fits) throw badId(argument);
  return { table, values };
}

/** The table that an id seems to lead to, whether it is one or not. */
export function tableOfId(id: unknown, tables: NodeTables): Table | undefined {
  return tables.get(readOpaque(id)?.[0] ?? "");
}

/** No value that Postgres printed has a NUL character, or half of another one. */
function isStorable(value: string | null): boolean {
  return value === null || (!value.includes("\0") && value.isWellFormed());
}

/**
 * Whether a value of the key that cannot be read is refused without the number of its parameter: lists are read from text in
 * the statement, and of documents Postgres first says where in them it stopped.
 */
export function isReadUnnumbered({ idColumns = [] }: Table): boolean {
  return idColumns.some(({ type }) => type.list !== undefined || type.operators === "json");
}

export function badId(argument: IdArgument): SluiceError {
  const what = argument === "id" ? "id is not an id" : "ids holds what is not an id";
  return new SluiceError("BAD_USER_INPUT", `${what}. Give ids as the field id of a row gave them, unchanged.`);
}
