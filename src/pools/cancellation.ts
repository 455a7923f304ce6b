import type { SluiceError } from "../lib/index.ts";
import { type CancelTarget, requestCancel } from "./cancel.ts";
import { startDeadline } from "./deadline.ts";

/** How long the server may take to end a statement that it was asked to end, in milliseconds. */
const grace = 1_000;
/** When it is asked again, in milliseconds: a signal that comes before its statement hits nothing. */
const again = 50;

/** The end of one statement, asked for until it has come. */
export class Cancellation {
  /** What the statement rejects with. */
  readonly reason: SluiceError;
  readonly #target: CancelTarget;
  readonly #stopGrace: () => void;
  #isPassedOn: Promise<boolean>;
  #again: NodeJS.Timeout | undefined;

  /** @param onGivenUp called where the server does not act in time. */
  constructor(target: CancelTarget, reason: SluiceError, onGivenUp: () => void) {
    this.reason = reason;
    this.#target = target;
    this.#stopGrace = startDeadline(grace, onGivenUp);
    this.#isPassedOn = this.#ask();
  }

  /** The statement has ended. Resolves with whether no signal can hit a later one any more; false where nobody knows. */
  end(): Promise<boolean> {
    clearTimeout(this.#again);
    this.#again = undefined;
    return this.#isPassedOn;
  }

  /** Everything is over. */
  stop(): void {
    this.#stopGrace();
    clearTimeout(this.#again);
    this.#again = undefined;
  }

  #ask(): Promise<boolean> {
    const isPassedOn = requestCancel(this.#target);
    this.#again = setTimeout(() => {
      // One after the other: the last one is the one to wait for.
      void isPassedOn.then(() => {
        if (this.#again) this.#isPassedOn = this.#ask();
      });
    }, again);
    return isPassedOn;
  }
}
