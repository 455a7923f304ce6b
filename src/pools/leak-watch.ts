import type { ConnectionLease } from "./lease.ts";

/** A lease that has been held for long. */
export interface SuspectedLeak {
  readonly heldMs: number;
  /** The stack where it was borrowed, where that was noted. */
  readonly takenAt: string | undefined;
  /** The statement that was sent last; undefined where there was none. */
  readonly lastStatement: string | undefined;
}

/** Where a lease was asked for. */
export interface Site {
  readonly stack?: string;
}

/** Noting the stack costs several times what lending does, so only one in so many is noted while nothing is suspected. */
const sampled = 16;

/** Knows the leases that are held, and tells, once for each, which are held for longer than they should be. */
export class LeakWatch {
  readonly #after: number;
  readonly #onLeak: (leak: SuspectedLeak) => void;
  readonly #leases = new Map<ConnectionLease, Site | undefined>();
  /** Held still, and announced. They are older than all others. */
  readonly #suspected = new Set<ConnectionLease>();
  #timer: NodeJS.Timeout | undefined;
  #turn = 0;
  /** Since the first suspicion every stack is noted: what leaks once leaks again. */
  #isSuspicious = false;

  /** @param after milliseconds; 0 tells of none. */
  constructor(after: number, onLeak: (leak: SuspectedLeak) => void) {
    this.#after = after;
    this.#onLeak = onLeak;
  }

  /**
   * Notes who is calling, before any wait takes that away.
   *
   * @param borrow the function that was called.
   */
  site(borrow: (...given: never[]) => unknown): Site | undefined {
    if (this.#after === 0) return undefined;
    this.#turn = (this.#turn + 1) % sampled;
    if (this.#turn !== 1 && !this.#isSuspicious) return undefined;
    const site: Site = {};
    // Only the frames are kept; they are put into words when somebody reads them.
    Error.captureStackTrace(site, borrow);
    return site;
  }

  /** The longest first. */
  get held(): readonly ConnectionLease[] {
    return [...this.#suspected, ...this.#leases.keys()];
  }

  add(lease: ConnectionLease, site: Site | undefined): void {
    this.#leases.set(lease, site);
    if (this.#after > 0 && this.#timer === undefined) this.#timer = setTimeout(() => this.#look(), this.#after).unref();
  }

  remove(lease: ConnectionLease): void {
    if (!this.#leases.delete(lease)) this.#suspected.delete(lease);
  }

  /** One timer for all: leases are in the order in which they were taken. */
  #look(): void {
    this.#timer = undefined;
    const now = performance.now();
    for (const [lease, site] of this.#leases) {
      const heldMs = now - lease.since;
      if (heldMs < this.#after) {
        this.#timer = setTimeout(() => this.#look(), this.#after - heldMs).unref();
        return;
      }
      this.#leases.delete(lease);
      this.#suspected.add(lease);
      this.#isSuspicious = true;
      const takenAt = site?.stack?.replace(/^Error.*\n/, "");
      this.#onLeak({ heldMs, takenAt, lastStatement: lease.lastStatement });
    }
  }
}
