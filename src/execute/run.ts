import pLimit, { type LimitFunction } from "p-limit";
import { statementChannel } from "../lib/index.ts";
import type { Statement } from "../plan/index.ts";
import type { BindScope } from "../sql/index.ts";
import type { RequestContext } from "./context.ts";
import { checkText } from "./text.ts";

/**
 * Sends one statement on a borrowed connection and gives what it answered.
 *
 * @param countRows how many rows the answer stands for, asked only while somebody listens to statements.
 * @throws SluiceError what the pool or the database said, or a bound value that is over a limit.
 */
export async function runStatement(
  context: RequestContext,
  statement: Statement,
  scope: BindScope,
  countRows: (answer: unknown) => number,
): Promise<unknown> {
  const { name, text } = statement;
  const values = statement.binds.map((bind) => bind(scope));
  checkText(values);
  const pool = context.pools.get(statement.database);
  const query = { text, values, effects: "none", ...(name !== undefined && { name }) } as const;
  const send = () => pool.value(query, { signal: context.signal });
  const limit = limitOf(context, statement.database);
  if (!statementChannel.hasSubscribers) return parse(await limit(send));

  const started = performance.now();
  let answer: unknown = null;
  try {
    answer = parse(await limit(send));
    return answer;
  } finally {
    statementChannel.publish({
      request: context,
      database: statement.database,
      sql: statement.text,
      ms: performance.now() - started,
      rows: countRows(answer),
    });
  }
}

function parse(text: unknown): unknown {
  return typeof text === "string" ? JSON.parse(text) : null;
}

function limitOf(context: RequestContext, database: string): LimitFunction {
  const known = context.limits.get(database);
  if (known) return known;
  const limit = pLimit(context.statementsAtOnce);
  context.limits.set(database, limit);
  return limit;
}
