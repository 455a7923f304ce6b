import type { GraphQLResolveInfo } from "graphql";
import { checkLength, rowKey } from "../plan/index.ts";
import type { Row } from "./builder.ts";

/** What a field's row holds for it: the statement printed it under the field's own key. */
export function readValue(row: Row, _args: unknown, _context: unknown, info: GraphQLResolveInfo): unknown {
  return row[rowKey(String(info.path.key))];
}

/** An array, or null. */
export function readList(
  row: Row,
  args: unknown,
  context: unknown,
  info: GraphQLResolveInfo,
): readonly unknown[] | null {
  const value = readValue(row, args, context, info);
  return Array.isArray(value) ? value : null;
}

/** A float: Postgres prints NaN and the infinities as strings, for which GraphQL's `Float` has no place. */
export function readFloat(row: Row, args: unknown, context: unknown, info: GraphQLResolveInfo): number | null {
  return finite(readValue(row, args, context, info));
}

export function readFloats(
  row: Row,
  args: unknown,
  context: unknown,
  info: GraphQLResolveInfo,
): readonly (number | null)[] | null {
  return readList(row, args, context, info)?.map(finite) ?? null;
}

function finite(value: unknown): number | null {
  return typeof value === "number" ? value : null;
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
