type Callback = () => unknown;

/** What is to be called when a transaction, or a part of it, has ended one way or the other. */
export class Callbacks {
  readonly #onError: (error: unknown) => void;
  #afterCommit: Callback[] = [];
  #onRollback: Callback[] = [];

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  addAfterCommit(callback: Callback): void {
    this.#afterCommit.push(callback);
  }

  addOnRollback(callback: Callback): void {
    this.#onRollback.push(callback);
  }

  /** For a part of the transaction, whose end is not yet that of the whole. */
  inner(): Callbacks {
    return new Callbacks(this.#onError);
  }

  /** The part is done, and ends as the whole does. */
  absorb(inner: Callbacks): void {
    this.#afterCommit.push(...inner.#afterCommit);
    this.#onRollback.push(...inner.#onRollback);
  }

  committed(): Promise<void> {
    return this.#call(this.#afterCommit);
  }

  rolledBack(): Promise<void> {
    return this.#call(this.#onRollback);
  }

  async #call(callbacks: readonly Callback[]): Promise<void> {
    for (const callback of callbacks) {
      try {
        await callback();
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
