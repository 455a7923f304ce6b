import type { Pools } from "../pools/index.ts";
import { Backlog } from "./backlog.ts";
import { EventLog } from "./event-log.ts";
import type { LiveEvent } from "./live-event.ts";
import { Stream } from "./stream.ts";

export interface EventOptions {
  /** Only of these databases. */
  readonly databases?: readonly string[] | undefined;
  /** Only of these kinds; that some were dropped is told to everybody. */
  readonly kinds?: readonly string[] | undefined;
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

export interface LatestOptions extends Pick<EventOptions, "databases" | "kinds"> {
  /** The most that are wanted. */
  readonly last: number;
}

/** How many events wait for a reader, and how many are kept for those who come later. */
const most = { waiting: 1_000, kept: 1_000 };

/** What happens in all pools, for any number of readers, by one listener. */
export class Events {
  readonly #log = new EventLog(most.kept);
  readonly #readers = new Set<(event: LiveEvent) => void>();
  readonly #streams = new Set<Stream<LiveEvent>>();
  readonly #stopListening: () => void;
  #isClosed = false;

  constructor(pools: Pools) {
    this.#stopListening = pools.on((event) => this.announce(event));
  }

  /** How many read. */
  get readers(): number {
    return this.#streams.size;
  }

  /** Tells something that no pool can know. */
  announce(event: LiveEvent): void {
    this.#log.put(event);
    for (const read of this.#readers) read(event);
  }

  /** What happened lately, the newest first. */
  latest({ databases, kinds, last }: LatestOptions): readonly LiveEvent[] {
    const wanted = this.#log.newest().filter((event) => isWanted(event, databases, kinds));
    return wanted.slice(0, last);
  }

  watch({ databases, kinds, signal }: EventOptions): Stream<LiveEvent> {
    const backlog = new Backlog(most.waiting);
    const read = (event: LiveEvent) => {
      if (!isWanted(event, databases, kinds)) return;
      backlog.put(event);
      stream.wake();
    };
    const onEnd = () => {
      backlog.clear();
      this.#readers.delete(read);
      this.#streams.delete(stream);
    };
    const stream = new Stream({ take: () => backlog.take(), onEnd });
    this.#readers.add(read);
    this.#streams.add(stream);
    if (this.#isClosed) stream.end();
    return stream.endOn(signal);
  }

  /** Ends all streams, and those that somebody asks for later. */
  close(): void {
    this.#isClosed = true;
    this.#stopListening();
    for (const stream of this.#streams) stream.end();
  }
}

function isWanted(
  { database, kind }: LiveEvent,
  databases: readonly string[] | undefined,
  kinds: readonly string[] | undefined,
): boolean {
  return (!databases || databases.includes(database)) && (!kinds || kinds.includes(kind));
}
