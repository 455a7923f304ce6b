import type { GraphQLResolveInfo } from "graphql";
import type { Table } from "../../model/index.ts";
import { fieldPlace, type KeyedPlan, type Planner } from "../../plan/index.ts";
import type { RequestContext } from "../context.ts";
import { loaderOf } from "../keyed.ts";
import { readKey } from "./key.ts";

/**
 * Reads what the client selected of a row, or of several, to whose keys a custom field led. The keys of all rows at this place
 * of the operation are collected into one statement; a row that is not there is null.
 *
 * @param given a key, a list of keys, or null.
 */
export function resolveTarget(
  planner: Planner,
  target: Table,
  given: unknown,
  context: RequestContext,
  info: GraphQLResolveInfo,
): unknown {
  const rows = planned(planner, target, context, info);
  const loader = loaderOf(rows, context, info.variableValues.coerced);
  // Each by itself: one that is no key is an error of its own place.
  const read = async (key: unknown) => (key === null || key === undefined ? null : loader.load(readKey(key, target)));
  return Array.isArray(given) ? given.map(read) : read(given);
}

function planned(planner: Planner, target: Table, context: RequestContext, info: GraphQLResolveInfo): KeyedPlan {
  const place = fieldPlace(info.path);
  const known = context.links.get(place);
  if (known) return known;
  const { statement, links } = planner.plan(info, context.budget);
  const rows = { field: info.fieldName, columns: target.key?.length ?? 0, statement };
  context.links.set(place, rows);
  for (const [at, link] of links) context.links.set(at, link);
  return rows;
}
