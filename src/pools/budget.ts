/**
 * The connections that all pools of the process may have beyond their sizes. What is taken has to be given back when
 * the connection's socket is closed.
 */
export class Budget {
  #left: number;
  /** Who was refused, in the order of asking; told once when something is given back. */
  readonly #refused = new Set<() => void>();

  /** @param total `Infinity` for no limit. */
  constructor(total: number) {
    this.#left = total;
  }

  get left(): number {
    return this.#left;
  }

  /** Keeps `count` for a pool's own size, or gives them back where it is negative. False where there are not as many left. */
  reserve(count: number): boolean {
    if (count > this.#left) return false;
    this.#left -= count;
    if (count < 0) this.#tell();
    return true;
  }

  /** One more; false where there is none, and then `onFree` is called as soon as there may be one. */
  take(onFree: () => void): boolean {
    if (this.#left > 0) {
      this.#left -= 1;
      return true;
    }
    this.#refused.add(onFree);
    return false;
  }

  give(): void {
    this.#left += 1;
    this.#tell();
  }

  #tell(): void {
    while (this.#left > 0) {
      const [first] = this.#refused;
      if (!first) return;
      this.#refused.delete(first);
      const before = this.#left;
      first();
      // Whoever takes nothing has no use for it any more; the next one may.
      if (this.#left < before) return;
    }
  }
}
