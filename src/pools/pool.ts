import type { PoolSettings } from "../config/index.ts";
import type { BorrowOptions } from "./borrow-options.ts";
import type { Asked, PoolListener } from "./events.ts";
import type { HeldLease } from "./held-lease.ts";
import type { Lease, LeaseSnapshot } from "./lease.ts";
import type { RetryOptions } from "./operations.ts";
import type { Statement } from "./statement.ts";
import type { StatementCounts } from "./statement-tally.ts";
import type { PoolSnapshot } from "./stats.ts";
import type { TransactionOptions, TransactionWork } from "./transaction.ts";
import type { Waits } from "./waits.ts";

export interface CloseOptions extends Asked {
  /** How long work in flight may go on, in milliseconds (5,000). */
  readonly deadline?: number;
}

/**
 * The connections to one database. What rejects, rejects with a `SluiceError` where the database or the pool is the
 * reason: `POOL_EXHAUSTED`, `POOL_CLOSED`, `CIRCUIT_OPEN`, `DATABASE_UNAVAILABLE`, `REQUEST_ABORTED`, or what the
 * statement came to.
 */
export interface Pool {
  readonly name: string;
  /** `host:port/database`; for operators, not for clients. */
  readonly target: string;
  readonly settings: PoolSettings;

  /**
   * Lends a connection to `work` and takes it back when the work ends, however it ends. Rejects with what the work
   * rejects with, and with an `Error` where the work succeeded but left a statement running or a transaction open.
   */
  borrow<Result>(work: (lease: Lease) => Promise<Result>, options?: BorrowOptions): Promise<Result>;
  /** Lends a connection until it is released: `await using lease = await pool.lease()`. */
  lease(options?: BorrowOptions): Promise<HeldLease>;
  /** One statement on a connection of its own, as on a lease. One that only reads is sent again where its connection was lost. */
  query<Row extends Record<string, unknown>>(statement: Statement, options?: BorrowOptions): Promise<readonly Row[]>;
  one<Row extends Record<string, unknown>>(statement: Statement, options?: BorrowOptions): Promise<Row | undefined>;
  value(statement: Statement, options?: BorrowOptions): Promise<unknown>;
  command(statement: Statement, options?: BorrowOptions): Promise<number>;
  /**
   * The first row of a statement that only reads, on a connection that nobody uses at this moment; undefined where there is
   * none. It waits for nobody, and does not count as use: a pool rests although somebody looks at it.
   */
  askIdle<Row extends Record<string, unknown>>(statement: Statement, options?: BorrowOptions): Promise<Row | undefined>;
  /**
   * Runs `work` in a transaction, commits, and answers what the work answered. Where it rejects, nothing was committed,
   * but for `COMMIT_OUTCOME_UNKNOWN`: then the connection was lost while the commit was on its way.
   */
  withTransaction<Result>(work: TransactionWork<Result>, options?: TransactionOptions): Promise<Result>;

  /** Does `work`, and adds how long it took to `stats().operations[name]`, whatever it does and however it ends. */
  timed<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  /**
   * Does `work` again, after a pause that grows, where it rejects with an error that is `retryable`. So it must do nothing
   * that it cannot do twice.
   */
  retried<Result>(work: () => Promise<Result>, options?: RetryOptions): Promise<Result>;

  stats(): PoolSnapshot;
  /** Those that are held now, the longest first. */
  leases(): readonly LeaseSnapshot[];
  /** What was counted for each of the 500 statements that took the most time in total. */
  readonly statements: StatementCounts;
  /** How often borrowers waited how long; goes on counting. */
  readonly waits: Pick<Waits, "counts">;
  /** Calls back for everything that happens. Returns what ends that. */
  on(listener: PoolListener): () => void;

  /**
   * Connects `size` connections, and keeps that many from now on, even if some fail at first. Rejects with a
   * `DATABASE_UNAVAILABLE` whose message is for operators: it names the target and the cause.
   */
  open(): Promise<void>;
  /**
   * Changes how many connections there are. Those above the new limit are closed as they come back. Throws a `StartError`
   * where the numbers cannot be used, or the budget has no room for them.
   */
  resize(change: { readonly size?: number | undefined; readonly overflow?: number | undefined } & Asked): void;
  /** Replaces every connection: the idle ones at once, the others as they come back. Answers how many there were. */
  drain(options?: Asked): number;
  /** Begins to count statements anew. */
  resetStatements(options?: Asked): void;
  /** Lets borrowers try again at once. */
  resetBreaker(options?: Asked): void;
  /**
   * Refuses new and waiting borrowers with `POOL_CLOSED`, lets work in flight finish until the deadline, then destroys
   * its connections. Resolves when every socket is closed; never rejects. A second call changes nothing.
   */
  close(options?: CloseOptions): Promise<void>;
  /** Opens a closed pool again, as `open` does. Its counters go on. */
  reopen(options?: Asked): Promise<void>;
}
