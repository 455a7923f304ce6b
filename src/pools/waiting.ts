import { startDeadline } from "./deadline.ts";

export interface WaitOptions {
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** What to reject with; called while the waiter still stands in the line. */
  readonly timedOut: (waitedMs: number) => Error;
  readonly aborted: (reason: unknown) => Error;
}

/** A waiter and its neighbours, so that leaving from the middle needs no search. */
interface Place<Thing> {
  before: Place<Thing> | undefined;
  behind: Place<Thing> | undefined;
  /** Out of the line; the promise is settled by one of the two. */
  readonly serve: (thing: Thing) => void;
  readonly refuse: (error: Error) => void;
}

/** A fair line: whoever came first is served first. Joining, leaving and serving take the same time at any length. */
export class WaitingLine<Thing> {
  #first: Place<Thing> | undefined;
  #last: Place<Thing> | undefined;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Resolves with what `serve` hands over; rejects after the timeout, on abort, or by `refuseAll`. */
  wait({ timeout, signal, timedOut, aborted }: WaitOptions): Promise<Thing> {
    return new Promise((resolve, reject) => {
      const since = performance.now();
      const leave = () => {
        stop();
        signal?.removeEventListener("abort", onAbort);
        this.#unlink(place);
      };
      const refuse = (error: Error) => {
        leave();
        reject(error);
      };
      const serve = (thing: Thing) => {
        leave();
        resolve(thing);
      };
      const onAbort = () => refuse(aborted(signal?.reason));
      const stop = startDeadline(timeout, () => refuse(timedOut(performance.now() - since)));
      signal?.addEventListener("abort", onAbort);
      const place: Place<Thing> = { before: this.#last, behind: undefined, serve, refuse };
      this.#link(place);
    });
  }

  /** Hands a thing to the first in the line; false where nobody waits. */
  serve(thing: Thing): boolean {
    const first = this.#first;
    first?.serve(thing);
    return first !== undefined;
  }

  /** Sends everybody away, the first one first. */
  refuseAll(error: () => Error): void {
    while (this.#first) this.#first.refuse(error());
  }

  #link(place: Place<Thing>): void {
    if (place.before) place.before.behind = place;
    else this.#first = place;
    this.#last = place;
    this.#length += 1;
  }

  #unlink({ before, behind }: Place<Thing>): void {
    if (before) before.behind = behind;
    else this.#first = behind;
    if (behind) behind.before = before;
    else this.#last = before;
    this.#length -= 1;
  }
}
