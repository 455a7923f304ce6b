import pLimit, { type LimitFunction } from "p-limit";
import { SluiceError } from "../lib/index.ts";
import type { Statement } from "../plan/index.ts";
import { isRowRefused, refusedParameter } from "../pools/index.ts";
import type { BindScope } from "../sql/index.ts";
import type { RequestContext } from "./context.ts";
import { heard } from "./heard.ts";
import { poolOf } from "./pool-of.ts";
import { checkValues } from "./values.ts";
import { workOf } from "./work-of.ts";

/**
 * Sends one statement on a borrowed connection and gives what it answered.
 *
 * @param countRows how many rows the answer stands for.
 * @param effects whether it writes rows.
 * @throws SluiceError what the pool or the database said, a bound value that cannot be sent, or an answer that is too large.
 */
export async function runStatement(
  context: RequestContext,
  statement: Statement,
  given: Omit<BindScope, "claims">,
  countRows: (answer: unknown) => number,
  effects: "none" | "rows" = "none",
): Promise<unknown> {
  const { name, text } = statement;
  const scope: BindScope = { ...given, claims: context.principal.claims };
  const values = statement.binds.map((bind) => bind(scope));
  checkValues(values, mostBound * context.limits.requestBytes);
  const query = { text, values, effects, ...(name !== undefined && { name }) };
  const { database } = statement;
  const send = () =>
    context.transactions?.in(database, (transaction) => transaction.value(query)) ??
    poolOf(context, database).value(query, workOf(context));
  const run = runnerOf(context, database);
  const answer = async () => {
    const rows = read(context, await run(send));
    // It may have been removed since it answered.
    if (context.pools.has(database)) context.pools.get(database).statements.countRows(text, countRows(rows));
    return rows;
  };
  try {
    return await heard(context, database, text, answer, countRows);
  } catch (error) {
    const { secured } = statement;
    if (secured && isRowRefused(error, secured.table)) throw secured.refusal();
    throw statement.blames.get(refusedParameter(error) ?? 0)?.() ?? error;
  }
}

/** How many times the largest request one statement may carry. */
const mostBound = 4;

function read(context: RequestContext, text: unknown): unknown {
  if (typeof text !== "string") return null;
  const { responseBytes } = context.limits;
  const received = context.received + text.length;
  if (received > responseBytes) {
    const message = `The answers that this request needs are longer than ${responseBytes} characters together. Select fewer fields or rows.`;
    throw new SluiceError("RESULT_TOO_LARGE", message, { limit: "responseBytes" });
  }
  context.received = received;
  return JSON.parse(text);
}

/** What runs statements of a request on a database, no more at once than may be. */
export function runnerOf(context: RequestContext, database: string): LimitFunction {
  const known = context.runners.get(database);
  if (known) return known;
  const runner = pLimit(context.statementsAtOnce);
  context.runners.set(database, runner);
  return runner;
}
