/** What running behind a pooler needs of a connection. */
export interface PooledConnection {
  readonly isInTransaction: boolean;
  script(text: string): Promise<unknown>;
}

const beginsTransaction = /^\s*(?:begin|start\s+transaction)\b/i;

/**
 * Runs a statement where a pooler may give each transaction another session: settings hold for a transaction only, so a
 * statement that is in none gets one of its own, of three round trips.
 *
 * @param prologue what tells a transaction its settings.
 */
export async function runPooled<Result>(
  connection: PooledConnection,
  prologue: string,
  text: string,
  run: () => Promise<Result>,
): Promise<Result> {
  if (connection.isInTransaction) return run();
  if (beginsTransaction.test(text)) {
    const result = await run();
    await connection.script(prologue);
    return result;
  }
  await connection.script(`begin; ${prologue}`);
  try {
    const result = await run();
    await connection.script("commit");
    return result;
  } catch (error) {
    // Where this fails, the connection is lost or is found to be in a transaction still, and goes.
    if (connection.isInTransaction) await connection.script("rollback").catch(() => {});
    throw error;
  }
}
