import type { ConnectionLease } from "./lease.ts";

/** A lease that has been held for long. */
export interface SuspectedLeak {
  readonly heldMs: number;
  /** The stack where it was borrowed. */
  readonly takenAt: string;
}

/** Where a lease was asked for. */
export interface Site {
  readonly stack?: string;
}

/** Tells, once for each, which leases are held for longer than they should be. */
export class LeakWatch {
  readonly #after: number;
  readonly #onLeak: (leak: SuspectedLeak) => void;
  readonly #sites = new Map<ConnectionLease, Site>();
  #timer: NodeJS.Timeout | undefined;

  /** @param after milliseconds; 0 watches nothing. */
  constructor(after: number, onLeak: (leak: SuspectedLeak) => void) {
    this.#after = after;
    this.#onLeak = onLeak;
  }

  /**
   * Remembers who is calling, before any wait takes that away.
   *
   * @param borrow the function that was called.
   */
  site(borrow: (...given: never[]) => unknown): Site | undefined {
    if (this.#after === 0) return undefined;
    const site: Site = {};
    // Only the frames are kept; they are put into words when somebody reads them.
    Error.captureStackTrace(site, borrow);
    return site;
  }

  add(lease: ConnectionLease, site: Site | undefined): void {
    if (!site) return;
    this.#sites.set(lease, site);
    if (this.#timer === undefined) this.#timer = setTimeout(() => this.#look(), this.#after).unref();
  }

  remove(lease: ConnectionLease): void {
    this.#sites.delete(lease);
  }

  /** One timer for all: leases are in the order in which they were taken. */
  #look(): void {
    this.#timer = undefined;
    const now = performance.now();
    for (const [lease, site] of this.#sites) {
      const heldMs = now - lease.since;
      if (heldMs < this.#after) {
        this.#timer = setTimeout(() => this.#look(), this.#after - heldMs).unref();
        return;
      }
      this.#sites.delete(lease);
      this.#onLeak({ heldMs, takenAt: (site.stack ?? "").replace(/^Error.*\n/, "") });
    }
  }
}
