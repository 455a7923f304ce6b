import { setTimeout as sleep } from "node:timers/promises";
import { SluiceError } from "../lib/index.ts";
import { isRepeatable, repeatPause, type Transaction, type TransactionOptions } from "../pools/index.ts";
import type { Deadline } from "./deadline.ts";
import { type Asking, poolOf } from "./pool-of.ts";
import type { OpenTransactions } from "./transactions.ts";

/** How the transactions of an operation are made. */
export interface InTransactionsOptions extends Pick<TransactionOptions, "isolation" | "retries" | "operation"> {
  readonly deadline: Deadline;
}

/**
 * Does `work` with a transaction open in each database, begun in the order of their names, and commits them one after the
 * other once all deferred constraints hold. Where `work` rejects, none is committed.
 *
 * @throws SluiceError with `committed` where a commit failed after others had succeeded.
 */
export async function inTransactions<Result>(
  asking: Asking,
  databases: readonly string[],
  { retries = 0, isolation, operation, deadline }: InTransactionsOptions,
  work: (transactions: OpenTransactions) => Promise<Result>,
): Promise<Result> {
  const options = { isolation, operation, signal: deadline.signal };
  const [only] = databases;
  if (only !== undefined && databases.length === 1) {
    return poolOf(asking, only).withTransaction((own) => work(openTransactions(new Map([[only, own]]))), {
      ...options,
      retries,
    });
  }
  for (let attempt = 1; ; attempt += 1) {
    const committed: string[] = [];
    try {
      return await nested(asking, databases.toSorted(), options, work, committed, deadline);
    } catch (error) {
      if (committed.length > 0) throw partly(error, committed);
      deadline.resume();
      if (attempt > retries || !isRepeatable(error) || deadline.signal.aborted) throw error;
    }
    // Who leaves meanwhile is noticed by the first statement.
    await sleep(repeatPause(attempt), undefined, { signal: deadline.signal }).catch(() => undefined);
  }
}

async function nested<Result>(
  asking: Asking,
  databases: readonly string[],
  options: TransactionOptions,
  work: (transactions: OpenTransactions) => Promise<Result>,
  committed: string[],
  deadline: Deadline,
): Promise<Result> {
  const open = new Map<string, Transaction>();
  const enter = async ([name, ...rest]: readonly string[]): Promise<Result> => {
    if (name === undefined) {
      const result = await work(openTransactions(open));
      // What would keep a commit from succeeding is known before the first one is sent.
      for (const transaction of open.values())
        await transaction.command({ text: "set constraints all immediate", effects: "rows" });
      // A client that leaves between two commits, or a clock, would leave one database without the other.
      deadline.hold();
      return result;
    }
    const result = await poolOf(asking, name).withTransaction((transaction) => {
      open.set(name, transaction);
      return enter(rest);
    }, options);
    committed.push(name);
    return result;
  };
  return enter(databases);
}

function openTransactions(open: ReadonlyMap<string, Transaction>): OpenTransactions {
  return {
    in(database, work) {
      const transaction = open.get(database);
      return transaction && work(transaction);
    },
    afterCommit(callback) {
      // The one that was begun first is committed last.
      const [outermost] = open.values();
      outermost?.afterCommit(callback);
    },
  };
}

/** It may not be sent again as it is: some of it is there. */
function partly(error: unknown, committed: readonly string[]): unknown {
  if (!(error instanceof SluiceError)) return error;
  const { retryable: _, ...details } = error.details;
  const others = committed.map((name) => `"${name}"`).join(", ");
  const message = `${error.message} What was written to ${others} had been committed before.`;
  return new SluiceError(error.code, message, { ...details, committed }, { cause: error });
}
