import type { GraphQLResolveInfo } from "graphql";
import { SluiceError } from "../lib/index.ts";
import {
  checkLength,
  type NestedSteps,
  type Planner,
  type Variables,
  type WriteCheck,
  type WriteStep,
} from "../plan/index.ts";
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
  const { statement, readBack, current, check, forbidden, refused, nested, links } = plan;
  for (const [path, link] of links) context.links.set(path, link);
  const variables = info.variableValues.coerced;
  const answer = nested
    ? await runSteps(context, nested, variables)
    : await runStatement(context, statement, { variables, keys: [] }, countRows, "rows");
  if (answer === false && forbidden) throw forbidden();
  const keys = Array.isArray(answer) ? answer : [];
  const isWritten = readBack ? keys.length > 0 : answer !== null;
  if (current && !isWritten) {
    const row = await runStatement(context, current, { variables, keys: [] }, countRows);
    if (row !== null) throw changedMeanwhile(statement.database, row);
  }
  if (!isWritten && refused) throw refused();
  if (!readBack) return answer;
  if (readBack.most !== undefined) checkLength(keys, readBack.most);
  if (check) await lookAt(context, check, keys);
  const scope = { variables, keys: transpose(keys, readBack.columns) };
  const row = await runStatement(context, readBack.statement, scope, countRows);
  if (nested && !nested.isPartlySeen && isWritten && row === null) throw takenAlong(statement.database);
  return row;
}

/** Answers what the step of the rows themselves did; nothing where the row was not found. */
async function runSteps(context: RequestContext, plan: NestedSteps, variables: Variables): Promise<Answer> {
  const answers: Answer[] = [];
  for (const [index, step] of plan.steps.entries()) {
    const { statement, missing, once, leftOut = rowLeftOut } = step;
    const rows = await runStatement(context, statement, { variables, keys: [], answers }, countRows, "rows");
    if (!Array.isArray(rows)) throw new Error("A statement that writes answered no rows.");
    const absent = rows.indexOf(null);
    if (plan.finds && index === 0 && absent >= 0) return [];
    if (missing && absent >= 0) throw missing(absent);
    // The places of those that are there would not be theirs.
    if (absent >= 0 || rows.length !== step.rows) throw leftOut(statement.database);
    answers.push(rows);
    const again = once ? repeated(rows, once, answers) : -1;
    if (missing && again >= 0) throw missing(again);
  }
  // What has to hold of a row may be said of those around it, too.
  for (const [index, { check }] of plan.steps.entries()) if (check) await lookAt(context, check, answers[index] ?? []);
  return answers[plan.root] ?? [];
}

/** The number of a row whose key is that of another one before it; -1 where there is none. */
function repeated(
  rows: Answer,
  { steps, columns }: NonNullable<WriteStep["once"]>,
  answers: readonly Answer[],
): number {
  const keyOf = (row: Answer[number]) => JSON.stringify(row.slice(0, columns));
  const seen = new Set(steps.flatMap((step) => (answers[step] ?? []).map(keyOf)));
  return rows.findIndex((row) => seen.size === seen.add(keyOf(row)).size);
}

/** @throws SluiceError FORBIDDEN where a row is one that the role may not leave there, or nobody can tell. */
async function lookAt(context: RequestContext, { statement, columns, refusals }: WriteCheck, keys: Answer) {
  if (keys.length === 0) return;
  const wrong = await runStatement(context, statement, { variables: {}, keys: transpose(keys, columns) }, countRows);
  if (wrong === "refused" || wrong === "absent") throw refusals[wrong]();
}

function rowLeftOut(database: string): SluiceError {
  const message = `A trigger of database "${database}" left out a row that was to be written together with others. Nothing was written.`;
  return new SluiceError("RAISED", message, { database });
}

/** Null would say that there had been none. */
function takenAlong(database: string): SluiceError {
  const message = `What was to become of rows around it would take the row itself along in database "${database}": a foreign key deletes it, or changes its key. Nothing was written; do that in a mutation of its own.`;
  return new SluiceError("BAD_USER_INPUT", message, { database });
}

function changedMeanwhile(database: string, current: unknown): SluiceError {
  const message = `The row in database "${database}" is not as ifMatch says: somebody changed it meanwhile. Look at what is there now, in extensions.current, and decide again.`;
  return new SluiceError("PRECONDITION_FAILED", message, { database, current });
}
