/** Where a stream takes its values from. */
export interface Source<Value> {
  /** The next value; undefined while there is none. */
  take(): Value | undefined;
  /** Called once: nobody reads any more. */
  onEnd(): void;
}

/**
 * Values for one reader, who asks when there is room for the next. It ends when the reader leaves, when its signal aborts,
 * or by `end`: the reader is told so at once, and what was not read is forgotten.
 */
export class Stream<Value> implements AsyncIterableIterator<Value, undefined, undefined> {
  readonly #source: Source<Value>;
  readonly #readers: ((result: IteratorResult<Value, undefined>) => void)[] = [];
  readonly #onAbort = () => this.end();
  #signal: AbortSignal | undefined;
  #isOver = false;

  constructor(source: Source<Value>) {
    this.#source = source;
  }

  endOn(signal: AbortSignal | undefined): this {
    if (signal?.aborted) this.end();
    else signal?.addEventListener("abort", this.#onAbort);
    this.#signal = signal;
    return this;
  }

  /** There may be a value: hands it to who waits for one. */
  wake(): void {
    while (this.#readers.length > 0) {
      const value = this.#source.take();
      if (value === undefined) return;
      this.#readers.shift()?.({ value, done: false });
    }
  }

  next(): Promise<IteratorResult<Value, undefined>> {
    if (this.#isOver) return Promise.resolve({ value: undefined, done: true });
    const value = this.#readers.length === 0 ? this.#source.take() : undefined;
    if (value !== undefined) return Promise.resolve({ value, done: false });
    return new Promise((resolve) => {
      this.#readers.push(resolve);
    });
  }

  return(): Promise<IteratorResult<Value, undefined>> {
    this.end();
    return Promise.resolve({ value: undefined, done: true });
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#source.onEnd();
    for (const read of this.#readers.splice(0)) read({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
