import { SluiceError } from "../lib/index.ts";
import type { LiveEvent } from "./live-event.ts";

/** The last events, for those who come later. */
export class EventLog {
  readonly #most: number;
  readonly #events: LiveEvent[] = [];
  #next = 0;

  constructor(most: number) {
    this.#most = most;
  }

  put(event: LiveEvent): void {
    this.#events[this.#next] = kept(event);
    this.#next = (this.#next + 1) % this.#most;
  }

  /** The newest first. */
  newest(): readonly LiveEvent[] {
    return [...this.#events.slice(this.#next), ...this.#events.slice(0, this.#next)].reverse();
  }
}

/** An error of somebody's callback may hold anything, and as much as it likes. */
function kept(event: LiveEvent): LiveEvent {
  if (event.kind !== "CallbackFailed" || event.error instanceof SluiceError) return event;
  return { ...event, error: undefined };
}
