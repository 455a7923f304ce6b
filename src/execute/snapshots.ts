import { SluiceError } from "../lib/index.ts";
import type { Transaction, TransactionOptions } from "../pools/index.ts";
import { type Asking, poolOf } from "./pool-of.ts";
import type { OpenTransactions } from "./transactions.ts";

/** One transaction for each of some databases, kept open until all is read. */
export interface Snapshots extends OpenTransactions {
  /** Ends them. Answers why what was read is not to be trusted: commits that were refused. */
  end(): Promise<readonly SluiceError[]>;
}

interface OpenSnapshot {
  readonly transaction: Promise<Transaction>;
  readonly end: Promise<unknown>;
}

export type SnapshotOptions = Pick<TransactionOptions, "isolation" | "timeoutMs" | "signal" | "operation">;

/**
 * Begins them in the order of the databases' names, so that two operations never wait for each other. One that cannot
 * begin does not keep the others from it.
 */
export async function openSnapshots(
  asking: Asking,
  databases: readonly string[],
  { isolation, timeoutMs, signal, operation }: SnapshotOptions,
): Promise<Snapshots> {
  const clock = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
  const signals = [signal, clock].filter((each) => each !== undefined);
  const options = { isolation, readOnly: true, operation, signal: AbortSignal.any(signals) };
  const over = Promise.withResolvers<void>();
  const opened = new Map<string, OpenSnapshot>();
  for (const name of [...databases].sort()) {
    const began = Promise.withResolvers<Transaction>();
    const hold = async (transaction: Transaction) => {
      began.resolve(transaction);
      await over.promise;
    };
    const begin = async () => poolOf(asking, name).withTransaction(hold, options);
    const end = begin();
    end.catch(began.reject);
    opened.set(name, { transaction: began.promise, end });
    // Whoever asks for it hears why.
    await began.promise.catch(() => {});
  }
  return {
    async in(database, work) {
      const snapshot = opened.get(database);
      if (!snapshot) throw new Error(`No snapshot of ${database} was opened.`);
      try {
        const transaction = await snapshot.transaction;
        // A savepoint, so that a statement that fails takes no other field with it.
        return await transaction.withTransaction(work);
      } catch (error) {
        const isLate = clock?.aborted && !signal?.aborted && error instanceof SluiceError;
        throw isLate && error.code === "REQUEST_ABORTED" ? tooSlow(database, timeoutMs) : error;
      }
    },
    afterCommit: undefined,
    async end() {
      over.resolve();
      const ends = await Promise.allSettled([...opened.values()].map(({ end }) => end));
      return ends.flatMap((outcome) => {
        const reason: unknown = outcome.status === "rejected" ? outcome.reason : undefined;
        // Any other end comes after everything was read, or was told to who read.
        return reason instanceof SluiceError && reason.code === "SERIALIZATION_FAILURE" ? [reason] : [];
      });
    },
  };
}

function tooSlow(database: string, ms: number | undefined): SluiceError {
  const message = `The transaction took longer than ${ms} ms in database "${database}".`;
  return new SluiceError("STATEMENT_TIMEOUT", message, { database, limit: "timeoutMs" });
}
