import type { GraphQLResolveInfo } from "graphql";
import { OperationTypeNode } from "graphql";
import { SluiceError } from "../../lib/index.ts";
import type { Lease, Statement, TransactionOptions, TransactionWork } from "../../pools/index.ts";
import type { RequestContext } from "../context.ts";
import { heard } from "../heard.ts";
import { poolOf } from "../pool-of.ts";
import { runnerOf } from "../run.ts";
import { workOf } from "../work-of.ts";
import { readOnly } from "./read-only.ts";

/**
 * One database, for custom fields. Each statement borrows a connection and gives it back; where the operation has a transaction
 * open in the database, it is sent there. It ends with the request: when the client leaves, or the operation's time is over.
 * What it may reject with is what a `Lease` may, and READ_ONLY for a statement that writes where nothing said so.
 */
export interface DatabaseHandle extends Pick<Lease, "query" | "one" | "value" | "command"> {
  /**
   * A transaction of one's own: committed when `work` is done, whatever becomes of the operation. Where the operation has one
   * open in the database it is a savepoint of that. Only in a mutation it may write.
   */
  withTransaction<Result>(work: TransactionWork<Result>, options?: OwnTransactionOptions): Promise<Result>;
}

export type OwnTransactionOptions = Pick<TransactionOptions, "isolation" | "deferrable" | "retries" | "timeoutMs">;

/** The database as it is now: what outlives the operation's transaction is refused, and no part of another one. */
export function openDatabase(name: string, context: RequestContext, info: GraphQLResolveInfo): DatabaseHandle {
  const { transactions } = context;
  const pool = poolOf(context, name);
  const options = workOf(context);
  const isMutation = info.operation.operation === OperationTypeNode.MUTATION;

  const send = <Answer>(
    { text }: Statement,
    work: (lease: Lease) => Promise<Answer>,
    countRows: (answer: Answer) => number,
  ): Promise<Answer> => {
    const run = () => {
      // At once: a statement that nobody waits for must be there when its transaction looks whether all have ended.
      const inside = transactions?.in(name, work);
      if (inside) return isMutation ? inside : inside.catch(explain);
      return runnerOf(context, name)(() => readOnly(pool, work, options)).catch(explain);
    };
    return forgettable(heard(context, name, text, run, countRows));
  };
  const explain = (error: unknown): never => {
    throw error instanceof SluiceError && error.code === "READ_ONLY" ? notWritten(name, error) : error;
  };

  return {
    query: <Row extends Record<string, unknown>>(statement: Statement) =>
      send(
        statement,
        (lease) => lease.query<Row>(statement),
        (rows) => rows.length,
      ),
    one: <Row extends Record<string, unknown>>(statement: Statement) =>
      send(
        statement,
        (lease) => lease.one<Row>(statement),
        (row) => (row ? 1 : 0),
      ),
    value: (statement) =>
      send(
        statement,
        (lease) => lease.value(statement),
        (value) => (value === undefined ? 0 : 1),
      ),
    command: (statement) =>
      send(
        statement,
        (lease) => lease.command(statement),
        (count) => count,
      ),
    withTransaction(work, own) {
      const savepoint = transactions?.in(name, (transaction) =>
        own ? Promise.reject(alreadyOpen(name)) : transaction.withTransaction(work),
      );
      return forgettable(
        savepoint ??
          pool.withTransaction(work, { ...own, ...options, ...(!isMutation && { readOnly: true }) }).catch(explain),
      );
    },
  };
}

/** A resolver that forgets to wait must not end the process: what it began fails by itself, or with its transaction. */
function forgettable<Answer>(answer: Promise<Answer>): Promise<Answer> {
  answer.catch(() => {});
  return answer;
}

function notWritten(database: string, cause: SluiceError): SluiceError {
  const message = `Database "${database}" is only read here. A field of Mutation that writes to it names it: writes: ["${database}"].`;
  return new SluiceError("READ_ONLY", message, { database }, { cause });
}

function alreadyOpen(database: string): Error {
  return new Error(
    `The operation has a transaction open in database "${database}", and a savepoint has no options of its own. Leave them out; @transaction says them for the operation.`,
  );
}
