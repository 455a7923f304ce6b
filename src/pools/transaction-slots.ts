import type { PoolSettings } from "../config/index.ts";
import type { PoolOccurrence } from "./events.ts";
import type { Census } from "./lending.ts";
import type { Meter } from "./meter.ts";
import { poolClosed, tooManyWaiting, waitAborted, waitedInVain } from "./refusals.ts";
import { Slots } from "./slots.ts";

export interface TransactionSlotsOptions {
  readonly name: string;
  readonly settings: PoolSettings;
  readonly meter: Meter;
  readonly announce: (occurrence: PoolOccurrence) => void;
  readonly census: () => Census;
}

/** The places of a pool's transactions, which are fewer than its connections. */
export class TransactionSlots {
  readonly #options: TransactionSlotsOptions;
  readonly #slots: Slots;

  constructor(options: TransactionSlotsOptions) {
    const { name, settings, meter, announce, census } = options;
    this.#options = options;
    this.#slots = new Slots(most(settings), {
      timeout: settings.acquireTimeout,
      timedOut: (waitedMs) => {
        meter.timeouts += 1;
        announce({ kind: "AcquireTimedOut", waitedMs });
        return meter.refusal(waitedInVain(name, waitedMs, census()));
      },
      aborted: (reason) => waitAborted(name, reason),
    });
  }

  get waiting(): number {
    return this.#slots.waiting;
  }

  /** Waits for a place. Rejects where too many wait in the pool already, after the timeout, on abort, or by `refuseAll`. */
  take(signal: AbortSignal | undefined): Promise<void> {
    if (this.#slots.isFull) {
      const { name, settings, meter, census: count } = this.#options;
      const census = count();
      const waiting = census.waiting + this.waiting;
      if (waiting >= settings.maxWaiting)
        return Promise.reject(meter.refusal(tooManyWaiting(name, { ...census, waiting })));
    }
    return this.#slots.take(signal);
  }

  leave(): void {
    this.#slots.leave();
  }

  resize(size: Pick<PoolSettings, "size" | "overflow">): void {
    this.#slots.limit = most(size);
  }

  /** The pool is closed. */
  refuseAll(): void {
    const { name, meter } = this.#options;
    this.#slots.refuseAll(() => meter.refusal(poolClosed(name)));
  }
}

/** One connection stays for reads: two pools whose transactions read each other's database would wait for ever. */
function most({ size, overflow }: Pick<PoolSettings, "size" | "overflow">): number {
  return Math.max(1, size + overflow - 1);
}
