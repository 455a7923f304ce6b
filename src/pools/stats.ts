import type { BreakerSnapshot } from "./breaker.ts";
import type { LatencySnapshot, OperationSnapshot } from "./latency.ts";

/**
 * `open`: lends; `down`: the last attempt to connect failed and no connection is left; `resting`: nobody used it for
 * long, so it keeps no connection until somebody does; `closing`: waits for work in flight; `closed`: nothing is left.
 */
export type PoolState = "open" | "down" | "resting" | "closing" | "closed";

/**
 * A pool at one moment. Always: `total = idle + inUse + connecting`, `created = destroyed + total` and
 * `acquired = released + inUse`. Times are milliseconds.
 */
export interface PoolSnapshot {
  readonly state: PoolState;
  readonly total: number;
  readonly idle: number;
  readonly inUse: number;
  /** Being connected, or asked whether they still work. */
  readonly connecting: number;
  /** Borrowers in the queue. */
  readonly waiting: number;
  readonly inTransaction: number;
  /** The most connections there can be. */
  readonly max: number;
  /** `inUse / max`. */
  readonly utilization: number;
  /** Attempts to connect since the start, those that failed included. */
  readonly created: number;
  readonly destroyed: number;
  readonly acquired: number;
  readonly released: number;
  /** Borrowers who waited in vain. */
  readonly timeouts: number;
  /** Borrowers who got no connection, `timeouts` among them. Who left, or came already gone, is none. */
  readonly refused: number;
  /** Connections that had been idle for long and no longer worked. */
  readonly validationFailures: number;
  /** Statements that failed. */
  readonly errors: number;
  /** Statements that were answered, or failed. */
  readonly queries: number;
  /** Transactions of `withTransaction`. */
  readonly committed: number;
  readonly rolledBack: number;
  /** From asking for a connection to having it. */
  readonly acquireMs: LatencySnapshot;
  /** From sending a statement to having its answer. */
  readonly queryMs: LatencySnapshot;
  /** What was done with `timed`, by name. */
  readonly operations: Readonly<Record<string, OperationSnapshot>>;
  /** How often `retried` did its work again. */
  readonly retried: number;
  readonly breaker: BreakerSnapshot;
  /** Whether a pooler gives each transaction another session; false until a connection has told. */
  readonly isPooled: boolean;
  readonly lastUsedAt: Date | undefined;
}

/** For messages: the whole state in one line. */
export function describeSnapshot({
  total,
  inUse,
  idle,
  connecting,
  waiting,
  max,
}: Pick<PoolSnapshot, "total" | "inUse" | "idle" | "connecting" | "waiting" | "max">): string {
  return `total ${total}, in use ${inUse}, idle ${idle}, connecting ${connecting}, waiting ${waiting}, max ${max}`;
}
