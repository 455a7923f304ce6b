import { isSameNumber, parseExact } from "../lib/index.ts";
import { type Column, isObjectType, type ObjectType, type ValueType } from "../model/index.ts";
import { type Alias, type Fragment, sql } from "../sql/index.ts";
import { rowKey } from "./keys.ts";
import { allParts, printValue } from "./objects.ts";

// Columns as the user's own code has them: under their fields' names, with values of TypeScript.

/** A row of a table: a value for each of some columns, by the names of their fields. */
export type TypedRow = Readonly<Record<string, unknown>>;

/** No response key begins with "$", so these never meet what the client selected. */
const keyOf = ({ field }: Column): string => rowKey(`$.${field}`);

export function printColumns(columns: readonly Column[], alias: Alias): Fragment {
  return sql.join(
    columns.map((column) => {
      const value = printValue(column.type, sql.column(alias, column.name), allParts);
      return sql`${value} as ${sql.identifier(keyOf(column))}`;
    }),
    sql`, `,
  );
}

/** The columns of a row that was printed with them. */
export function readTypedRow(columns: readonly Column[], row: Readonly<Record<string, unknown>>): TypedRow {
  return Object.fromEntries(columns.map((column) => [column.field, readValue(column.type, row[keyOf(column)])]));
}

function readValue({ named, list }: ValueType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (list && Array.isArray(value)) return value.map((item) => readItem(named, item));
  return readItem(named, value);
}

function readItem(named: ValueType["named"], value: unknown): unknown {
  if (value === null) return null;
  if (named === "JSON" && typeof value === "string") return parseExact(value, isSameNumber);
  // What JSON has no number for: NaN and the infinities.
  if (named === "Float") return Number(value);
  return isObjectType(named) ? readObject(named, value) : value;
}

function readObject({ attributes }: ObjectType, value: unknown): unknown {
  const parts = Object(value);
  return Object.fromEntries(
    attributes.map(({ field, type }) => [field, readValue(type, Reflect.get(parts, rowKey(field)))]),
  );
}
