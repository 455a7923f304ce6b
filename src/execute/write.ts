import type { GraphQLResolveInfo } from "graphql";
import type { Planner } from "../plan/index.ts";
import type { RequestContext } from "./context.ts";
import { countRows } from "./rows.ts";
import { runStatement } from "./run.ts";
import { transpose } from "./transpose.ts";

/** Answers a generated root field that writes, inside the transaction of the operation. */
export async function resolveWrite(
  planner: Planner,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const { statement, readBack, links } = planner.plan(info, context.budget);
  for (const [path, link] of links) context.links.set(path, link);
  const variables = info.variableValues.coerced;
  const answer = await runStatement(context, statement, { variables, keys: [] }, countRows, "rows");
  if (!readBack) return answer;
  const keys = Array.isArray(answer) ? answer : [];
  return runStatement(context, readBack.statement, { variables, keys: transpose(keys, readBack.columns) }, countRows);
}
