/** `closed`: all is well; `open`: borrowers are refused at once; `half-open`: one attempt to connect decides. */
export type BreakerState = "closed" | "open" | "half-open";

export interface BreakerSettings {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** Milliseconds until one borrower may cause an attempt again. */
  readonly resetAfter: number;
}

export interface BreakerSnapshot {
  readonly state: BreakerState;
  /** In a row, up to now. */
  readonly failures: number;
  readonly openedAt: Date | undefined;
  readonly nextTryAt: Date | undefined;
}

/**
 * Refuses borrowers while a database does nothing but fail. It counts what the database did wrong: connections that
 * were refused or lost, statements that even a cancel did not end. Any attempt to connect that succeeds closes it, also
 * those that the pool makes in the background. Time is the monotonic clock's: a clock that is set changes nothing.
 */
export class Breaker {
  readonly #settings: BreakerSettings;
  readonly #onChange: (state: BreakerState) => void;
  #state: BreakerState = "closed";
  #failures = 0;
  /** When a failure that counted happened, by `performance.now()`. */
  #failedAt = 0;
  #openSince = 0;

  constructor(settings: BreakerSettings, onChange: (state: BreakerState) => void) {
    this.#settings = settings;
    this.#onChange = onChange;
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** Whether a borrower may pass. The first one after `resetAfter` may, and it opens half. */
  admits(): boolean {
    if (this.#state === "closed") return true;
    if (performance.now() - this.#openSince < this.#settings.resetAfter) return false;
    // Also while it is half open: an attempt that never ends must not keep everybody away.
    this.#openSince = performance.now();
    this.#change("half-open");
    return true;
  }

  /**
   * @param since when what failed had begun, by `performance.now()`. What was under way at an earlier failure has failed
   * for the same reason, and is no other failure.
   * @param isFinal no other attempt would do better before somebody changes something: a password, a role.
   */
  failed(since: number, isFinal: boolean): void {
    if (since < this.#failedAt) return;
    this.#failedAt = performance.now();
    this.#failures += 1;
    if (this.#state === "closed" && this.#failures < this.#settings.failures && !isFinal) return;
    if (this.#state !== "open") this.#openSince = performance.now();
    this.#change("open");
  }

  succeeded(): void {
    this.#failures = 0;
    this.#change("closed");
  }

  snapshot(): BreakerSnapshot {
    const isClosed = this.#state === "closed";
    const openedAt = Date.now() - (performance.now() - this.#openSince);
    return {
      state: this.#state,
      failures: this.#failures,
      openedAt: isClosed ? undefined : new Date(openedAt),
      nextTryAt: isClosed ? undefined : new Date(openedAt + this.#settings.resetAfter),
    };
  }

  #change(state: BreakerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#onChange(state);
  }
}
