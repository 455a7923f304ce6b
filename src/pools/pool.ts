import type { PoolSettings } from "../config/index.ts";
import type { Lease } from "./lease.ts";
import type { PoolSnapshot } from "./stats.ts";

export interface BorrowOptions {
  /** Ends the wait for a connection; work that has begun goes on. */
  readonly signal?: AbortSignal | undefined;
}

export interface CloseOptions {
  /** How long work in flight may go on, in milliseconds (5,000). */
  readonly deadline?: number;
}

/** The connections to one database. */
export interface Pool {
  readonly name: string;
  /** `host:port/database`; for operators, not for clients. */
  readonly target: string;
  readonly settings: PoolSettings;
  /**
   * Lends a connection to `work` and takes it back when the work ends, however it ends. Rejects with what the work
   * rejects with; with an `Error` where the work succeeded but left a statement running or a transaction open; or,
   * before the work begins, with a `SluiceError`: `POOL_EXHAUSTED`, `POOL_CLOSED`, `DATABASE_UNAVAILABLE` or
   * `REQUEST_ABORTED`.
   */
  borrow<Result>(work: (lease: Lease) => Promise<Result>, options?: BorrowOptions): Promise<Result>;
  stats(): PoolSnapshot;
  /**
   * Connects `size` connections, and keeps that many from now on, even if some fail at first. Rejects with a
   * `DATABASE_UNAVAILABLE` whose message is for operators: it names the target and the cause.
   */
  open(): Promise<void>;
  /**
   * Refuses new and waiting borrowers with `POOL_CLOSED`, lets work in flight finish until the deadline, then destroys
   * its connections. Resolves when every socket is closed; never rejects. A second call changes nothing.
   */
  close(options?: CloseOptions): Promise<void>;
}
