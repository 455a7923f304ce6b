import type { GraphQLResolveInfo } from "graphql";
import { SluiceError } from "../lib/index.ts";
import type { NestedSteps, Planner, Variables } from "../plan/index.ts";
import type { Answer } from "../sql/index.ts";
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
  const plan = planner.plan(info, context.budget);
  const { statement, readBack, current, nested, links } = plan;
  for (const [path, link] of links) context.links.set(path, link);
  const variables = info.variableValues.coerced;
  const answer = nested
    ? await runSteps(context, nested, variables)
    : await runStatement(context, statement, { variables, keys: [] }, countRows, "rows");
  const keys = Array.isArray(answer) ? answer : [];
  const isWritten = readBack ? keys.length > 0 : answer !== null;
  if (current && !isWritten) {
    const row = await runStatement(context, current, { variables, keys: [] }, countRows);
    if (row !== null) throw changedMeanwhile(statement.database, row);
  }
  if (!readBack) return answer;
  return runStatement(context, readBack.statement, { variables, keys: transpose(keys, readBack.columns) }, countRows);
}

/** Answers what the step of the rows themselves did; nothing where the row was not found. */
async function runSteps(context: RequestContext, plan: NestedSteps, variables: Variables): Promise<Answer> {
  const answers: Answer[] = [];
  for (const [index, { statement, rows: expected, missing }] of plan.steps.entries()) {
    const rows = await runStatement(context, statement, { variables, keys: [], answers }, countRows, "rows");
    if (!Array.isArray(rows)) throw new Error("A statement that writes answered no rows.");
    const absent = rows.indexOf(null);
    if (plan.finds && index === 0 && absent >= 0) return [];
    if (missing && absent >= 0) throw missing(absent);
    // The places of those that are there would not be theirs.
    if (rows.length !== expected) throw rowLeftOut(statement.database);
    answers.push(rows);
  }
  return answers[plan.root] ?? [];
}

function rowLeftOut(database: string): SluiceError {
  const message = `A trigger of database "${database}" left out a row that was to be made together with others. Nothing was written.`;
  return new SluiceError("RAISED", message, { database });
}

function changedMeanwhile(database: string, current: unknown): SluiceError {
  const message = `The row in database "${database}" is not as ifMatch says: somebody changed it meanwhile. Look at what is there now, in extensions.current, and decide again.`;
  return new SluiceError("PRECONDITION_FAILED", message, { database, current });
}
