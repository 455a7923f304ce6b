import type { Table } from "../../model/index.ts";
import type { RowKey } from "../context.ts";

/**
 * The key that the user's code gave: a value, or an object that has a value for each of its fields.
 *
 * @throws TypeError where it is none.
 */
export function readKey(given: unknown, { key = [], typeName }: Table): RowKey {
  const values = key.map(({ field }) => {
    const value: unknown = typeof given === "object" && given !== null ? Reflect.get(given, field) : given;
    const isAlone = key.length === 1 || value !== given;
    if (isAlone && isText(value)) return String(value);
    const fields = key.map((column) => column.field).join(", ");
    throw new TypeError(`A key of ${typeName} was expected, with a value for ${fields}; ${field} has none.`);
  });
  const [only] = values;
  return only !== undefined && values.length === 1 ? only : values;
}

function isText(value: unknown): value is string | number | bigint | boolean {
  return ["string", "number", "bigint", "boolean"].includes(typeof value);
}
