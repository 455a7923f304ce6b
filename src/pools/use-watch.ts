/** Tells when a pool was not used for long. */
export class UseWatch {
  readonly #after: number;
  readonly #isUsed: () => boolean;
  readonly #onUnused: () => void;
  #usedAt = performance.now();
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param after milliseconds; 0 watches nothing.
   * @param isUsed whether somebody uses it, or waits for it, at this moment.
   */
  constructor(after: number, isUsed: () => boolean, onUnused: () => void) {
    this.#after = after;
    this.#isUsed = isUsed;
    this.#onUnused = onUnused;
  }

  /** When `touch` was called last, by `performance.now()`. */
  get usedAt(): number {
    return this.#usedAt;
  }

  touch(now: number): void {
    this.#usedAt = now;
  }

  /** Nobody uses it any more. One timer, which looks again when it might have been unused for long enough. */
  begin(): void {
    if (this.#after === 0 || this.#timer !== undefined) return;
    const left = this.#usedAt + this.#after - performance.now();
    this.#timer = setTimeout(() => this.#look(), Math.max(left, 1)).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    this.#timer = undefined;
    if (this.#isUsed()) this.#usedAt = performance.now();
    if (performance.now() - this.#usedAt < this.#after) this.begin();
    else this.#onUnused();
  }
}
