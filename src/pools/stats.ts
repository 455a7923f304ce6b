/**
 * `open`: lends; `down`: the last attempt to connect failed and no connection is left; `closing`: waits for work in
 * flight; `closed`: nothing is left.
 */
export type PoolState = "open" | "down" | "closing" | "closed";

/**
 * A pool at one moment. Always: `total = idle + inUse + connecting`, `created = destroyed + total` and
 * `acquired = released + inUse`.
 */
export interface PoolSnapshot {
  readonly state: PoolState;
  readonly total: number;
  readonly idle: number;
  readonly inUse: number;
  readonly connecting: number;
  /** Borrowers in the queue. */
  readonly waiting: number;
  /** The most connections there can be. */
  readonly max: number;
  /** Attempts to connect since the start, those that failed included. */
  readonly created: number;
  readonly destroyed: number;
  readonly acquired: number;
  readonly released: number;
  /** Borrowers who waited in vain. */
  readonly timeouts: number;
}

/** For messages: the whole state in one line. */
export function describeSnapshot({ total, inUse, idle, connecting, waiting, max }: PoolSnapshot): string {
  return `total ${total}, in use ${inUse}, idle ${idle}, connecting ${connecting}, waiting ${waiting}, max ${max}`;
}
