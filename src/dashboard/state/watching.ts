import { ask } from "../gateway/ask.ts";
import type { Credentials } from "../gateway/credentials.ts";
import { Refusal } from "../gateway/refusal.ts";
import { Streams } from "../gateway/streams.ts";
import {
  type EventFragment,
  LatelyDocument,
  PoolsDocument,
  WatchEventsDocument,
  WatchStatsDocument,
} from "../generated/operations.ts";
import { link, Pulse } from "./link.ts";
import { step } from "./point.ts";
import { addEvent, change, databases, events, toldBudget } from "./store.ts";
import { watch, withHistory, withSample } from "./watched.ts";

export interface WatchingOptions {
  readonly credentials: Credentials;
  /** There is something to look at. */
  readonly onOpen: () => void;
  readonly onRefused: (refusal: Refusal) => void;
}

/** Milliseconds between two samples. */
const interval = 1_000;
/** Milliseconds until a gateway that did not answer is asked again. */
const pause = 1_000;

/** Keeps the store true to what the gateway says, from the first answer until it is ended. */
export class Watching {
  readonly #options: WatchingOptions;
  #streams: Streams | undefined;
  #pulse: Pulse | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #hasEnded = false;

  constructor(options: WatchingOptions) {
    this.#options = options;
    databases.value = [];
    events.value = [];
    toldBudget.value = undefined;
    link.value = { state: "connecting" };
    void this.#begin();
  }

  end(): void {
    this.#hasEnded = true;
    this.#streams?.end();
    this.#pulse?.end();
    clearInterval(this.#timer);
  }

  /** The first answer says whether this may be looked at at all. */
  async #begin(): Promise<void> {
    if (!(await this.#load()) || this.#hasEnded) return;
    this.#options.onOpen();
    const pulse = new Pulse(() => this.#streams?.reconnect());
    this.#pulse = pulse;
    let hasConnected = false;
    const streams = new Streams({
      credentials: this.#options.credentials,
      onConnected: () => {
        // What was before the connection was lost may have changed altogether: another process, other settings.
        if (hasConnected) void this.#load();
        hasConnected = true;
      },
      onClosed: () => pulse.lost(),
      onRefused: (refusal) => this.#refuse(refusal),
    });
    this.#streams = streams;
    streams.read(WatchStatsDocument, { interval }, ({ poolStats }) => {
      pulse.heard();
      const samples = new Map(poolStats.map((stats) => [stats.database, stats]));
      databases.value = databases.value.map((watched) => {
        const stats = samples.get(watched.database);
        return stats ? withSample(watched, stats) : watched;
      });
    });
    streams.read(WatchEventsDocument, {}, ({ poolEvents }) => this.#hear(poolEvents));
    this.#timer = setInterval(() => void this.#refresh(), step);
  }

  #hear(event: EventFragment): void {
    addEvent(event);
    if (event.__typename !== "Resized") return;
    const { size, overflow } = event;
    change(event.database, (watched) => ({ ...watched, settings: { ...watched.settings, size, overflow } }));
  }

  /** What no stream tells. Where it fails the streams say so. */
  async #refresh(): Promise<void> {
    if (link.value.state !== "live") return;
    const lately = await ask(LatelyDocument, {}, this.#options.credentials).catch(() => undefined);
    if (!lately || this.#hasEnded) return;
    toldBudget.value = lately.connectionBudget ?? undefined;
    for (const { database, history } of lately.pools ?? [])
      change(database, (watched) => withHistory(watched, history));
  }

  /** Asks until there is an answer; false where it is none that helps. */
  async #load(): Promise<boolean> {
    while (!this.#hasEnded) {
      try {
        const { pools, connectionBudget, poolEventLog } = await ask(PoolsDocument, {}, this.#options.credentials);
        if (this.#hasEnded) return false;
        databases.value = (pools ?? []).map(watch);
        events.value = poolEventLog ?? [];
        toldBudget.value = connectionBudget ?? undefined;
        return true;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.isAboutAccess) return this.#refuse(error);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    return false;
  }

  #refuse(refusal: Refusal): false {
    if (!this.#hasEnded) this.#options.onRefused(refusal);
    return false;
  }
}
