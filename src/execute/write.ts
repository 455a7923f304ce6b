import type { GraphQLResolveInfo } from "graphql";
import { SluiceError } from "../lib/index.ts";
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
  const { statement, readBack, current, links } = planner.plan(info, context.budget);
  for (const [path, link] of links) context.links.set(path, link);
  const variables = info.variableValues.coerced;
  const answer = await runStatement(context, statement, { variables, keys: [] }, countRows, "rows");
  const keys = Array.isArray(answer) ? answer : [];
  const isWritten = readBack ? keys.length > 0 : answer !== null;
  if (current && !isWritten) {
    const row = await runStatement(context, current, { variables, keys: [] }, countRows);
    if (row !== null) throw changedMeanwhile(statement.database, row);
  }
  if (!readBack) return answer;
  return runStatement(context, readBack.statement, { variables, keys: transpose(keys, readBack.columns) }, countRows);
}

function changedMeanwhile(database: string, current: unknown): SluiceError {
  const message = `The row in database "${database}" is not as ifMatch says: somebody changed it meanwhile. Look at what is there now, in extensions.current, and decide again.`;
  return new SluiceError("PRECONDITION_FAILED", message, { database, current });
}
