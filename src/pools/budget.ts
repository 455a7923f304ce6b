/**
 * The connections that all pools of the process may have beyond their sizes. What is taken has to be given back when
 * the connection's socket is closed.
 */
export class Budget {
  #left: number;
  /** Who was refused, in the order of asking; told once when something is given back. */
  readonly #refused = new Set<() => void>();
  readonly #members = new Set<() => boolean>();

  /** @param total `Infinity` for no limit. */
  constructor(total: number) {
    this.#left = total;
  }

  get left(): number {
    return this.#left;
  }

  /** Whether somebody was refused and still waits. */
  get isShort(): boolean {
    return this.#refused.size > 0;
  }

  /** Keeps `count` for a pool's own size, or gives them back where it is negative. False where there are not as many left. */
  reserve(count: number): boolean {
    if (count > this.#left) return false;
    this.#left -= count;
    if (count < 0) this.#tell();
    return true;
  }

  /**
   * Adds a pool. `shed` is called when another one is short of a connection: it closes one that nobody uses and that is
   * beyond the size, or answers false. Returns what ends that.
   */
  join(shed: () => boolean): () => void {
    this.#members.add(shed);
    return () => {
      this.#members.delete(shed);
    };
  }

  /** One more; false where there is none, and then `onFree` is called as soon as there may be one. */
  take(onFree: () => void): boolean {
    if (this.#left > 0) {
      this.#left -= 1;
      return true;
    }
    this.#refused.add(onFree);
    for (const shed of this.#members) if (shed()) break;
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
