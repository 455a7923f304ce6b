/** What a line needs to know of all who wait in it. */
export interface LineOptions {
  /** How long anybody waits, in milliseconds. */
  readonly timeout: number;
  /** What to reject with; called while the waiter still stands in the line. */
  readonly timedOut: (waitedMs: number) => Error;
  readonly aborted: (reason: unknown) => Error;
}

/** Node fires a timer beyond this at once. */
const longest = 2 ** 31 - 1;

/**
 * A fair line: whoever came first is served first. Joining, leaving and serving take the same time at any length. All
 * wait equally long, so whoever came first also gives up first: one timer serves a line of any length.
 */
export class WaitingLine<Thing> {
  readonly #options: LineOptions;
  #first: Place<Thing> | undefined;
  #last: Place<Thing> | undefined;
  #length = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  get length(): number {
    return this.#length;
  }

  /**
   * Resolves with what `serve` hands over; rejects after the timeout, on abort, or by `refuseAll`.
   *
   * @param since when the waiter came, by `performance.now()`: earlier than now where it has waited in another line.
   */
  wait(signal?: AbortSignal, since = performance.now()): Promise<Thing> {
    return new Promise((resolve, reject) => {
      const place = new Place(this, resolve, reject, signal, since);
      // Nearly always behind the last one.
      let before = this.#last;
      while (before && before.since > since) before = before.before;
      this.#link(place, before);
      if (this.#timer === undefined || this.#first === place)
        this.#watch(since + this.#options.timeout - performance.now());
    });
  }

  /** Hands a thing to the first in the line; false where nobody waits. */
  serve(thing: Thing): boolean {
    const first = this.#first;
    if (!first) return false;
    this.leave(first);
    first.resolve(thing);
    return true;
  }

  /** Sends everybody away, the first one first. */
  refuseAll(error: () => Error): void {
    while (this.#first) this.#refuse(this.#first, error());
  }

  /** For a waiter whose signal has aborted. */
  abort(place: Place<Thing>, reason: unknown): void {
    this.#refuse(place, this.#options.aborted(reason));
  }

  /** Takes a waiter out of the line, wherever it stands. */
  leave(place: Place<Thing>): void {
    place.forget();
    const { before, behind } = place;
    if (before) before.behind = behind;
    else this.#first = behind;
    if (behind) behind.before = before;
    else this.#last = before;
    this.#length -= 1;
    if (this.#length > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #link(place: Place<Thing>, before: Place<Thing> | undefined): void {
    const behind = before ? before.behind : this.#first;
    place.before = before;
    place.behind = behind;
    if (before) before.behind = place;
    else this.#first = place;
    if (behind) behind.before = place;
    else this.#last = place;
    this.#length += 1;
  }

  #refuse(place: Place<Thing>, error: Error): void {
    this.leave(place);
    place.reject(error);
  }

  /** An immediate after the timer: what lies unread in the sockets while the process was stalled comes first. */
  #watch(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => setImmediate(() => this.#expire()), Math.min(Math.max(ms, 1), longest));
  }

  #expire(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { timeout, timedOut } = this.#options;
    const now = performance.now();
    while (this.#first && now - this.#first.since >= timeout)
      this.#refuse(this.#first, timedOut(now - this.#first.since));
    if (this.#first) this.#watch(this.#first.since + timeout - now);
  }
}

/** A waiter and its neighbours, so that leaving from the middle needs no search. */
class Place<Thing> {
  before: Place<Thing> | undefined;
  behind: Place<Thing> | undefined;
  readonly since: number;
  readonly resolve: (thing: Thing) => void;
  readonly reject: (error: Error) => void;
  readonly #line: WaitingLine<Thing>;
  readonly #signal: AbortSignal | undefined;

  constructor(
    line: WaitingLine<Thing>,
    resolve: (thing: Thing) => void,
    reject: (error: Error) => void,
    signal: AbortSignal | undefined,
    since: number,
  ) {
    this.since = since;
    this.#line = line;
    this.resolve = resolve;
    this.reject = reject;
    this.#signal = signal;
    signal?.addEventListener("abort", this);
  }

  handleEvent(): void {
    this.#line.abort(this, this.#signal?.reason);
  }

  forget(): void {
    this.#signal?.removeEventListener("abort", this);
  }
}
