import type { BorrowOptions } from "./borrow-options.ts";
import type { Lease } from "./lease.ts";

export interface TransactionOptions extends Pick<BorrowOptions, "operation"> {
  /** Default: the server's, which is `read committed` unless it was told otherwise. */
  readonly isolation?: "read committed" | "repeatable read" | "serializable" | undefined;
  readonly readOnly?: boolean | undefined;
  /** With `serializable` and `readOnly`: waits for a moment at which it cannot fail (manual, "SET TRANSACTION"). */
  readonly deferrable?: boolean | undefined;
  /**
   * How often all of the work is done again where Postgres ended it for the sake of another transaction (40001, 40P01),
   * after a pause (0). So the work must do nothing outside of the database that it cannot do twice.
   */
  readonly retries?: number | undefined;
  /** Milliseconds for everything, waiting and repeating included, up to the commit (no limit). */
  readonly timeoutMs?: number | undefined;
  /** Ends everything up to the commit. */
  readonly signal?: AbortSignal | undefined;
}

/** A connection inside a transaction. */
export interface Transaction extends Lease {
  /** Called after the commit, in order; never after a rollback. What it throws is announced, and changes nothing. */
  afterCommit(callback: () => unknown): void;
  /** Called after a rollback, also after that of an attempt that is repeated. */
  onRollback(callback: () => unknown): void;
  /**
   * A savepoint. Where `work` rejects, what it did is undone, and the transaction goes on if the caller catches that.
   * Those that are begun at the same time run one after the other.
   */
  withTransaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

export type TransactionWork<Result> = (transaction: Transaction) => Promise<Result>;
