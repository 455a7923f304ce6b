import type { QueryArrayResult, QueryResult } from "pg";
import { SluiceError } from "../lib/index.ts";
import type { Connection, Send } from "./connection.ts";
import { explainRole, isStalePlan } from "./errors.ts";
import { beginsTransaction, type Statement, unnamed } from "./statement.ts";
import { setForTransaction, type TransactionSettings } from "./transaction-settings.ts";

const asArrays = { rowMode: "array" } as const;
const asTexts = { ...asArrays, types: { getTypeParser: () => (text: string) => text } };

/**
 * Runs a statement, prepared where it has a name.
 *
 * @param own settings of the transaction that the statement is, or begins; one that runs has its own already.
 */
export function queryObjects<Row extends Record<string, unknown>>(
  connection: Connection,
  statement: Statement,
  own?: TransactionSettings,
): Promise<QueryResult<Row>> {
  return run<QueryResult<Row>>(connection, statement, own, (client, query, answer) => client.query<Row>(query, answer));
}

export function queryArrays(
  connection: Connection,
  statement: Statement,
  own?: TransactionSettings,
): Promise<QueryArrayResult<unknown[]>> {
  return run<QueryArrayResult<unknown[]>>(connection, statement, own, (client, query, answer) => {
    client.query<unknown[]>(Object.assign(query, asArrays), answer);
  });
}

/** The same, with every value as the text that Postgres printed. */
export function queryTexts(
  connection: Connection,
  statement: Statement,
  own?: TransactionSettings,
): Promise<QueryArrayResult<(string | null)[]>> {
  return run<QueryArrayResult<(string | null)[]>>(connection, statement, own, (client, query, answer) => {
    client.query<(string | null)[]>(Object.assign(query, asTexts), answer);
  });
}

function run<Result extends Counted>(
  connection: Connection,
  statement: Statement,
  own: TransactionSettings | undefined,
  send: Send<Result>,
): Promise<Result> {
  const { pooled } = connection;
  if (!(own ?? pooled) || connection.isInTransaction) return runPrepared(connection, statement, send);
  const settings = setForTransaction({ ...own, ...pooled });
  // Nothing may come before what a transaction is to be like.
  const answer = beginsTransaction(statement)
    ? connection.run(unnamed(settings), send, { ahead: statement, rows: rowsOf, counted: statement })
    : runPrepared(connection, statement, send, pooled ? unnamed(settings) : settings);
  return answer.catch((error: unknown) => {
    throw explainRole(error, own?.role, connection.database);
  });
}

function runPrepared<Result extends Counted>(
  connection: Connection,
  statement: Statement,
  send: Send<Result>,
  ahead?: Statement,
): Promise<Result> {
  const { name } = statement;
  const { prepared } = connection;
  // What is prepared in one session is not there in the next one.
  if (name === undefined || connection.pooled) return connection.run(unnamed(statement), send, { ahead, rows: rowsOf });
  const isPrepared = prepared.has(name);
  if (!isPrepared && !ahead) return connection.run(statement, send, { rows: rowsOf });
  return connection.run(statement, send, { ahead, rows: rowsOf }).catch((error: unknown) => {
    // pg takes what was ahead for the statement itself, and that for prepared, whether Postgres got to it or not.
    if (ahead) prepared.forget(name);
    if (!isPrepared || !(error instanceof SluiceError) || !isStalePlan(error.cause)) throw error;
    prepared.forget(name);
    // Outside a transaction what failed has left no trace. Inside, nothing can run any more.
    if (connection.unfit) throw error;
    return connection.run(statement, send, { ahead, rows: rowsOf });
  });
}

/** What pg says of every answer. */
type Counted = Pick<QueryResult, "rowCount">;

function rowsOf({ rowCount }: Counted): number {
  return rowCount ?? 0;
}
