import type { GraphQLResolveInfo } from "graphql";
import type { Planner } from "../plan/index.ts";
import type { RequestContext } from "./context.ts";
import { countRows } from "./rows.ts";
import { runStatement } from "./run.ts";

/** Answers a generated root field: rows as an array, one row as an object, or null. */
export function resolveRoot(planner: Planner, context: RequestContext, info: GraphQLResolveInfo): Promise<unknown> {
  const plan = planner.plan(info, context.budget);
  for (const [path, link] of plan.links) context.links.set(path, link);
  return runStatement(context, plan.statement, { variables: info.variableValues.coerced, keys: [] }, countRows);
}
