import type { GraphQLResolveInfo } from "graphql";
import type { RequestContext } from "../execute/index.ts";
import { SluiceError } from "../lib/index.ts";
import { isObjectType, type ValueType } from "../model/index.ts";
import { checkLength, rowKey } from "../plan/index.ts";
import type { Row } from "./builder.ts";

/** What a field's row holds for it: the statement printed it under the field's own key. */
export function readValue(row: Row, _args: unknown, _context: unknown, info: GraphQLResolveInfo): unknown {
  return row[rowKey(String(info.path.key))];
}

/** Gives what a field's type takes for a value that its row holds. */
export type Present = (value: unknown, context: RequestContext) => unknown;

/**
 * The values of a type, held to it: a column may have another type than it had when the catalog was read, and GraphQL
 * would make an `Int` of text in silence. What a `Present` throws becomes SCHEMA_CHANGED.
 */
export function presentOf(named: ValueType["named"]): Present {
  switch (named) {
    case "Float":
      return presentFloat;
    case "JSON":
      return presentJson;
    case "Int":
      return presentNumber;
    case "Boolean":
      return presentBoolean;
    default:
      return isObjectType(named) ? presentObject : presentText;
  }
}

export const presentText: Present = (value) => (typeof value === "string" ? value : presentNull(value));
export const presentNumber: Present = (value) => (typeof value === "number" ? value : presentNull(value));
export const presentBoolean: Present = (value) => (typeof value === "boolean" ? value : presentNull(value));
const presentObject: Present = (value) => (isRow(value) ? value : presentNull(value));

/** Postgres prints NaN and the infinities as strings, for which GraphQL's `Float` has no place. */
const presentFloat: Present = (value, context) => {
  if (Object.is(value, -0)) context.hasMinusZero = true;
  return value === "NaN" || value === "Infinity" || value === "-Infinity" ? null : presentNumber(value, context);
};

/** JSON text: JSON's null is null, which a scalar may not turn a value into. */
const presentJson: Present = (value, context) => (value === "null" ? null : presentText(value, context));

function presentNull(value: unknown): null {
  if (value === null) return null;
  throw new TypeError("A row holds a value that is not of its column's type.");
}

/**
 * An array, or null.
 *
 * @throws SluiceError INVALID_VALUE for an array of arrays: Postgres does not hold a column to its declared dimensions,
 * and a list cannot show them.
 */
export function presentList(
  value: unknown,
  present: Present,
  context: RequestContext,
  info: GraphQLResolveInfo,
): readonly unknown[] | null {
  if (!Array.isArray(value)) return presentNull(value);
  if (value.some(Array.isArray)) {
    throw new SluiceError(
      "INVALID_VALUE",
      `${info.parentType.name}.${info.fieldName} holds an array of several dimensions, but its column is declared with one. Declare a table's column with [][] to get it as JSON, or cast it to jsonb in a view.`,
    );
  }
  return value.map((item) => present(item, context));
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

/** A part of a page: it is there whenever the page is. */
export function toPart(value: unknown): Row {
  if (!isRow(value)) throw new Error("A statement answered without a part of its page.");
  return value;
}

/** The rows of a page, which are never more than were asked for. */
export function toParts(value: unknown): readonly Row[] {
  if (!Array.isArray(value)) throw new Error("A statement answered without the rows of its page.");
  return value;
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
