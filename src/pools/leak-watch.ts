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

/** Tells, once for each, which leases are held for longer than they should be. */
export class LeakWatch {
  readonly #after: number;
  readonly #onLeak: (leak: SuspectedLeak) => void;
  readonly #leases = new Map<ConnectionLease, Site | undefined>();
  #timer: NodeJS.Timeout | undefined;
  #turn = 0;
  /** Since the first suspicion every stack is noted: what leaks once leaks again. */
  #isSuspicious = false;

  /** @param after milliseconds; 0 watches nothing. */
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

  add(lease: ConnectionLease, site: Site | undefined): void {
    if (this.#after === 0) return;
    this.#leases.set(lease, site);
    if (this.#timer === undefined) this.#timer = setTimeout(() => this.#look(), this.#after).unref();
  }

  remove(lease: ConnectionLease): void {
    this.#leases.delete(lease);
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
      this.#isSuspicious = true;
      const takenAt = site?.stack?.replace(/^Error.*\n/, "");
      this.#onLeak({ heldMs, takenAt, lastStatement: lease.lastStatement });
    }
  }
}
