import type { GraphQLResolveInfo } from "graphql";
import type { RequestContext } from "../execute/index.ts";
import { SluiceError } from "../lib/index.ts";
import { checkLength, rowKey } from "../plan/index.ts";
import type { Row } from "./builder.ts";

/** What a field's row holds for it: the statement printed it under the field's own key. */
export function readValue(row: Row, _args: unknown, _context: unknown, info: GraphQLResolveInfo): unknown {
  return row[rowKey(String(info.path.key))];
}

/**
 * An array, or null.
 *
 * @throws SluiceError INVALID_VALUE for an array of arrays: Postgres does not hold a column to its declared dimensions,
 * and a list cannot show them.
 */
export function readList(
  row: Row,
  args: unknown,
  context: unknown,
  info: GraphQLResolveInfo,
): readonly unknown[] | null {
  const value = readValue(row, args, context, info);
  if (!Array.isArray(value)) return null;
  if (value.some(Array.isArray)) {
    throw new SluiceError(
      "INVALID_VALUE",
      `${info.parentType.name}.${info.fieldName} holds an array of several dimensions, but its column is declared with one. Declare it with [][] to get it as JSON.`,
    );
  }
  return value;
}

/** A float: Postgres prints NaN and the infinities as strings, for which GraphQL's `Float` has no place. */
export function readNumber(value: unknown, context: RequestContext): number | null {
  if (Object.is(value, -0)) context.hasMinusZero = true;
  return typeof value === "number" ? value : null;
}

/** JSON text: JSON's null is null, which a scalar may not turn a value into. */
export function presentJson(value: unknown): unknown {
  return value === "null" ? null : value;
}

/** One row, or null. */
export function toRow(value: unknown): Row | null {
  return isRow(value) ? value : null;
}

/**
 * Rows, or null.
 *
 * @throws SluiceError LIMIT_EXCEEDED where there are more than a list may have.
 */
export function toRows(value: unknown, maxLimit: number): readonly Row[] | null {
  if (!Array.isArray(value)) return null;
  checkLength(value, maxLimit);
  return value;
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
