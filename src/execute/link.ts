import type { GraphQLResolveInfo } from "graphql";
import { fieldPlace } from "../plan/index.ts";
import type { RequestContext, RowKey } from "./context.ts";
import { loaderOf } from "./keyed.ts";

/**
 * Follows a link from one row. The keys of all rows at this place of the operation are collected into one statement.
 *
 * @param key what the row holds for the link: one value as text, several, or null where it links to nothing.
 */
export function resolveLink(key: unknown, context: RequestContext, info: GraphQLResolveInfo): unknown {
  if (!isRowKey(key)) return null;
  const place = fieldPlace(info.path);
  const plan = context.links.get(place);
  if (!plan) throw new Error(`No link was planned at ${place}.`);
  return loaderOf(plan, context, info.variableValues.coerced).load(key);
}

function isRowKey(value: unknown): value is RowKey {
  return typeof value === "string" || (Array.isArray(value) && value.every((each) => typeof each === "string"));
}
