import type { LiveEvent } from "./live-event.ts";

/**
 * Events that wait for a slow reader: at most so many. Those that find no place are counted, and a marker for each database
 * says how many they were, between what came before them and what came after.
 */
export class Backlog {
  readonly #most: number;
  #events: LiveEvent[] = [];
  readonly #dropped = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  put(event: LiveEvent): void {
    if (this.#dropped.size > 0 && this.#events.length + this.#dropped.size < this.#most) this.#mark();
    if (this.#dropped.size === 0 && this.#events.length < this.#most) this.#events.push(event);
    else this.#dropped.set(event.database, (this.#dropped.get(event.database) ?? 0) + 1);
  }

  take(): LiveEvent | undefined {
    if (this.#events.length === 0) this.#mark();
    return this.#events.shift();
  }

  clear(): void {
    this.#events = [];
    this.#dropped.clear();
  }

  #mark(): void {
    const at = new Date();
    for (const [database, count] of this.#dropped) this.#events.push({ kind: "EventsDropped", database, at, count });
    this.#dropped.clear();
  }
}
