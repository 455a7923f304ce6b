import type { SluiceError } from "../lib/index.ts";
import type { BreakerState } from "./breaker.ts";
import type { SuspectedLeak } from "./leak-watch.ts";

/** Why a connection is no more. */
export type RemovalReason =
  | "lost"
  | "failed"
  | "expired"
  | "excess"
  | "unfit"
  | "invalid"
  | "drained"
  | "unused"
  | "closed";

/** Something that happened in a pool. Times are milliseconds. */
export type PoolEvent = { readonly database: string; readonly at: Date } & PoolOccurrence;

/** Something that was asked for. */
export interface Asked {
  /** Who asked; undefined where it was the program itself. */
  readonly by?: string | undefined;
}

export type PoolOccurrence =
  | { readonly kind: "Connected"; readonly ms: number }
  /** `error`: what ended it, where something did. */
  | { readonly kind: "Removed"; readonly reason: RemovalReason; readonly error?: SluiceError | undefined }
  | { readonly kind: "AcquireTimedOut"; readonly waitedMs: number }
  | { readonly kind: "ValidationFailed"; readonly idleMs: number }
  | { readonly kind: "BreakerChanged"; readonly state: BreakerState }
  /** Every connection that there can be is lent, and somebody waits. */
  | { readonly kind: "NearExhaustion"; readonly inUse: number; readonly waiting: number }
  /** A borrower got a connection, after more than half of its acquire timeout. */
  | { readonly kind: "SlowAcquire"; readonly waitedMs: number }
  | ({ readonly kind: "LeakSuspected" } & SuspectedLeak)
  | ({ readonly kind: "Resized"; readonly size: number; readonly overflow: number } & Asked)
  | ({ readonly kind: "Drained"; readonly connections: number } & Asked)
  | ({ readonly kind: "BreakerReset" } & Asked)
  /** What was counted of statements begins anew. */
  | ({ readonly kind: "StatementsReset" } & Asked)
  /** Every connection is closed. */
  | ({ readonly kind: "Closed" } & Asked)
  | ({ readonly kind: "Reopened" } & Asked)
  /** A callback of a transaction failed after the transaction had ended, and could change nothing any more. */
  | { readonly kind: "CallbackFailed"; readonly error: unknown };

export type PoolListener = (event: PoolEvent) => void;

/** Listeners, and their disposers. */
export class PoolEvents {
  readonly #listeners = new Set<PoolListener>();

  on(listener: PoolListener): () => void {
    // A function of its own, so that one listener may listen twice.
    const entry: PoolListener = (event) => listener(event);
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  emit(database: string, occurrence: PoolOccurrence): void {
    if (this.#listeners.size > 0) this.relay({ ...occurrence, database, at: new Date() });
  }

  /** A listener that throws ends the process as any uncaught error does, but not what the pool is doing. */
  relay(event: PoolEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        process.nextTick(() => {
          throw error;
        });
      }
    }
  }
}
