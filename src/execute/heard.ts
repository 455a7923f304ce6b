import { statementChannel } from "../lib/index.ts";
import type { RequestContext } from "./context.ts";

/**
 * Sends a statement of a request, and tells who listens to statements.
 *
 * @param countRows how many rows the answer stands for, asked only while somebody listens.
 */
export async function heard<Answer>(
  request: RequestContext,
  database: string,
  sql: string,
  send: () => Promise<Answer>,
  countRows: (answer: Answer) => number,
): Promise<Answer> {
  if (!statementChannel.hasSubscribers) return send();
  const started = performance.now();
  let rows = 0;
  try {
    const answer = await send();
    rows = countRows(answer);
    return answer;
  } finally {
    statementChannel.publish({ request, database, sql, ms: performance.now() - started, rows });
  }
}
