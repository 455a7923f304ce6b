import type { SluiceError } from "../lib/index.ts";
import { backoff } from "./backoff.ts";
import { isRefused } from "./errors.ts";

/** When a failed attempt to connect is repeated: after a pause that grows from one failure to the next. */
export class ConnectRetry {
  readonly #refusedPause: number;
  readonly #onDue: () => void;
  #failure: SluiceError | undefined;
  #failedRounds = 0;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param refusedPause how long a server that refuses the credentials is left alone, in milliseconds.
   * @param onDue called at the end of each pause.
   */
  constructor(refusedPause: number, onDue: () => void) {
    this.#refusedPause = refusedPause;
    this.#onDue = onDue;
  }

  /** Why the last attempt to connect failed; undefined once one succeeded. */
  get failure(): SluiceError | undefined {
    return this.#failure;
  }

  /** Whether there is a pause at this moment. */
  get isPending(): boolean {
    return this.#timer !== undefined;
  }

  failed(error: SluiceError): void {
    this.#failure = error;
  }

  /** Begins a pause. */
  pause({ cause }: SluiceError): void {
    this.#failedRounds += 1;
    // Who is refused for who it is will be refused again, and may be locked out for asking too often.
    const ms = isRefused(cause) ? this.#refusedPause : backoff(this.#failedRounds);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#onDue();
    }, ms).unref();
  }

  succeeded(): void {
    this.#failure = undefined;
    this.#failedRounds = 0;
    this.stop();
  }

  /** Ends the pause, after which nothing happens. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
