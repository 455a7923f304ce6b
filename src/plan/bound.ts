import { SluiceError } from "../lib/index.ts";
import type { ValueType } from "../model/index.ts";
import { type Bind, type Fragment, sql } from "../sql/index.ts";

/** A value of the client's, cast so that Postgres never has to guess its type. `path` is where it was given. */
export function boundValue(bind: Bind, type: ValueType, path: string): Fragment {
  return sql`${sql.bind(checked(bind, type, path))}::${type.sqlType}`;
}

/** Several values of one type. */
export function boundList(bind: Bind, type: ValueType, path: string): Fragment {
  return sql`${sql.bind(checked(bind, type, path))}::${type.sqlArrayType}`;
}

/** An offset other than that of UTC at the end of a time. */
const offset = /\d[+-](?!00(?::?00)*(?: BC)?$)\d{2}(?::?\d{2}){0,2}(?: BC)?$/;

function checked(bind: Bind, type: ValueType, path: string): Bind {
  if (!type.zoneless) return bind;
  return (scope) => {
    const value = bind(scope);
    for (const each of [value].flat()) checkZone(each, path);
    return value;
  };
}

/**
 * Columns without a time zone would ignore an offset in silence, and mean another moment.
 *
 * @throws SluiceError BAD_USER_INPUT
 */
export function checkZone(value: unknown, path: string): void {
  // A date by itself ends in digits behind a minus, too.
  if (typeof value !== "string" || !value.includes(":") || !offset.test(value)) return;
  throw new SluiceError(
    "BAD_USER_INPUT",
    `${path} has the offset of a time zone, but its column has no time zone. Give the time as the column has it.`,
  );
}
