import type { SluiceError } from "../lib/index.ts";
import type { CancelTarget } from "./cancel.ts";
import { Cancellation } from "./cancellation.ts";
import { tooLarge, tooSlow } from "./refusals.ts";
import { StatementClock } from "./statement-clock.ts";

export interface InFlightOptions {
  readonly database: string;
  readonly queryTimeout: number;
  readonly maxResultBytes: number;
  /** How to ask the server to end what runs; undefined where it has not said by which key. */
  readonly target: () => CancelTarget | undefined;
  /** Called where what runs can only be ended together with its connection. */
  readonly onGivenUp: (reason: SluiceError) => void;
}

/** What is under way on the connection: the attempt to connect, or one statement. */
export interface Running {
  /** When it began, by `performance.now()`. */
  readonly since: number;
  readonly reject: (error: SluiceError) => void;
  /** The server's answer, while it has yet to say that it is ready again. */
  error?: SluiceError;
  cancellation?: Cancellation;
  onEnd?: () => void;
}

/** What one connection does at this moment: how long it may take, how large its answer may be, and how it is ended. */
export class InFlight {
  readonly #options: InFlightOptions;
  readonly #clock: StatementClock;
  #running: Running | undefined;
  #received = 0;
  /** How many bytes the answer of what runs may have. */
  #mostReceived: number;

  constructor(options: InFlightOptions) {
    this.#options = options;
    this.#mostReceived = options.maxResultBytes;
    const { database, queryTimeout } = options;
    this.#clock = new StatementClock(queryTimeout, () => this.cancel(tooSlow(database, queryTimeout)));
  }

  get isBusy(): boolean {
    return this.#running !== undefined;
  }

  is(running: Running): boolean {
    return this.#running === running;
  }

  /** The attempt to connect, which has a deadline of its own. */
  connect(running: Running): void {
    this.#running = running;
  }

  /** A statement is sent; `maxBytes`: the largest answer, where that is less than what any may have. */
  start(running: Running, maxBytes = Number.POSITIVE_INFINITY): void {
    this.#clock.start(running.since);
    this.#running = running;
    this.#received = 0;
    this.#mostReceived = Math.min(maxBytes, this.#options.maxResultBytes);
  }

  /** So many bytes have come. */
  count(bytes: number): void {
    this.#received += bytes;
    const most = this.#mostReceived;
    if (this.#received > most) this.#options.onGivenUp(tooLarge(this.#options.database, most));
  }

  /** Ends what the server has finished with, unless a request to cancel it could still hit the next statement. */
  settle(running: Running, end: () => void): void {
    const finish = () => {
      if (this.#running !== running) return;
      this.#running = undefined;
      this.#clock.stop();
      running.cancellation?.stop();
      end();
      running.onEnd?.();
    };
    const { cancellation } = running;
    if (cancellation) {
      void cancellation.end().then((isPast) => {
        if (isPast) finish();
        else this.#options.onGivenUp(cancellation.reason);
      });
    } else finish();
  }

  /**
   * Asks the server to end what runs, which then rejects with `reason`: when the request can hit nothing that runs later,
   * or with the connection's end where the server does not act in time.
   */
  cancel(reason: SluiceError): void {
    const running = this.#running;
    if (!running || running.cancellation) return;
    const { target: targetOf, onGivenUp } = this.#options;
    const target = targetOf();
    if (target) running.cancellation = new Cancellation(target, reason, () => onGivenUp(reason));
    else onGivenUp(reason);
  }

  /** Resolves when what runs has ended, however it ends; undefined where nothing runs. */
  whenEnded(): Promise<void> | undefined {
    const running = this.#running;
    if (!running) return undefined;
    return new Promise((resolve) => {
      running.onEnd = resolve;
    });
  }

  /** The connection has ended, and with it what ran. Answers when that began, by `performance.now()`. */
  end(reason: SluiceError): number | undefined {
    this.#clock.end();
    const running = this.#running;
    this.#running = undefined;
    running?.cancellation?.stop();
    running?.reject(running.cancellation?.reason ?? running.error ?? reason);
    running?.onEnd?.();
    return running?.since;
  }
}
