import type { RunSqlSettings } from "../config/index.ts";
import { SluiceError } from "../lib/index.ts";
import type { Borrowed, Statement, Table, Transaction } from "../pools/index.ts";
import { explain } from "./explain.ts";

/** SQL that somebody wrote, and the values of its `$1`, `$2`, as texts. */
export interface WrittenSql {
  readonly text: string;
  readonly values: readonly (string | null)[];
}

export interface RunSqlOptions extends Omit<RunSqlSettings, "mode"> {
  /** Whether it may only read, whatever it says. */
  readonly readOnly: boolean;
  readonly signal: AbortSignal | undefined;
  /** The name of the operation that asks for it. */
  readonly operation: string | undefined;
}

/**
 * Runs one statement in a transaction of its own, on a connection that nobody gets after it. Within `maxRows`, `maxBytes`
 * and `timeout`, or it is an error and nothing is kept.
 *
 * @throws SluiceError with Postgres's own words: who may send SQL may read them.
 */
export async function runSql(pool: Borrowed, sql: WrittenSql, options: RunSqlOptions): Promise<Table> {
  const { readOnly, maxRows, timeout, signal, operation } = options;
  const work = async (transaction: Transaction) => {
    const table = await (readOnly ? read : write)(transaction, sql, options);
    if (table.rows.length <= maxRows) return table;
    const message = `The statement answers more than ${maxRows} rows, and nothing was kept. Give it a limit.`;
    throw new SluiceError("LIMIT_EXCEEDED", message, { database: pool.name, limit: "maxRows" });
  };
  try {
    return await pool.withTransaction(work, { readOnly, timeoutMs: timeout, signal, operation });
  } catch (error) {
    throw explain(error);
  }
}

function write(transaction: Transaction, { text, values }: WrittenSql, { maxBytes }: RunSqlOptions): Promise<Table> {
  return transaction.table({ text, values, effects: "unknown", maxBytes });
}

/** What cannot be asked for with a cursor and yet only tells something. `explain analyze` obeys the transaction. */
const tells = /^\s*(?:explain|show)\b/i;

/**
 * With a cursor, which takes a query and nothing else: no `commit`, no `do`, no `copy` to a file or a program, no `set`. What
 * a query's functions do is left to the transaction, which only reads, and which no function can change once a query runs in
 * it. One row more than there may be shows that there are too many.
 */
async function read(transaction: Transaction, { text, values }: WrittenSql, options: RunSqlOptions): Promise<Table> {
  const { maxRows, maxBytes } = options;
  if (tells.test(text)) return write(transaction, { text, values }, options);
  const statement = (own: string, bound: Pick<Statement, "values">): Statement => ({
    text: own,
    ...bound,
    effects: "unknown",
    maxBytes,
  });
  // A line of its own, so that a comment at the end hides nothing of ours, and one at the beginning nothing of theirs.
  await transaction.command(statement(`declare sluice_sql no scroll cursor for\n${text}`, { values }));
  const table = await transaction.table(statement(`fetch forward ${maxRows + 1} from sluice_sql`, {}));
  return { ...table, command: "SELECT" };
}
