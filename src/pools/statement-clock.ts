/** Node fires a timer beyond this at once. */
const longest = 2 ** 31 - 1;

/**
 * The time limit of the statements of one connection. They come one after the other and nearly all end in time, so there
 * is one timer, which looks at whatever runs when it fires: a statement costs it nothing.
 */
export class StatementClock {
  readonly #limit: number;
  readonly #onExpired: () => void;
  #since: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param limit milliseconds. */
  constructor(limit: number, onExpired: () => void) {
    this.#limit = limit;
    this.#onExpired = onExpired;
  }

  /** @param since now, by `performance.now()`. */
  start(since: number): void {
    this.#since = since;
    if (this.#timer === undefined) this.#watch(this.#limit);
  }

  stop(): void {
    this.#since = undefined;
  }

  /** The connection has ended. */
  end(): void {
    this.#since = undefined;
    clearTimeout(this.#timer);
  }

  /** An immediate after the timer: an answer that lies unread, because the process was stalled, has come in time. */
  #watch(ms: number): void {
    this.#timer = setTimeout(() => setImmediate(() => this.#look()), Math.min(Math.max(ms, 1), longest)).unref();
  }

  #look(): void {
    this.#timer = undefined;
    if (this.#since === undefined) return;
    const left = this.#since + this.#limit - performance.now();
    if (left > 0) {
      this.#watch(left);
      return;
    }
    this.#since = undefined;
    this.#onExpired();
  }
}
