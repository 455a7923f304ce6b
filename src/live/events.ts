import type { Pools } from "../pools/index.ts";
import { Backlog } from "./backlog.ts";
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

/** How many events wait for a reader. */
const mostWaiting = 1_000;

/** What happens in all pools, for any number of readers. The pools are listened to only while somebody reads. */
export class Events {
  readonly #pools: Pools;
  readonly #readers = new Set<(event: LiveEvent) => void>();
  readonly #streams = new Set<Stream<LiveEvent>>();
  #stopListening: (() => void) | undefined;
  #isClosed = false;

  constructor(pools: Pools) {
    this.#pools = pools;
  }

  /** How many read. */
  get readers(): number {
    return this.#streams.size;
  }

  /** Tells something that no pool can know. */
  announce(event: LiveEvent): void {
    for (const read of this.#readers) read(event);
  }

  watch({ databases, kinds, signal }: EventOptions): Stream<LiveEvent> {
    const backlog = new Backlog(mostWaiting);
    const read = (event: LiveEvent) => {
      if (databases && !databases.includes(event.database)) return;
      if (kinds && !kinds.includes(event.kind)) return;
      backlog.put(event);
      stream.wake();
    };
    const onEnd = () => {
      backlog.clear();
      this.#readers.delete(read);
      this.#streams.delete(stream);
      if (this.#readers.size > 0) return;
      this.#stopListening?.();
      this.#stopListening = undefined;
    };
    const stream = new Stream({ take: () => backlog.take(), onEnd });
    this.#readers.add(read);
    this.#streams.add(stream);
    this.#stopListening ??= this.#pools.on((event) => this.announce(event));
    if (this.#isClosed) stream.end();
    return stream.endOn(signal);
  }

  /** Ends all streams, and those that somebody asks for later. */
  close(): void {
    this.#isClosed = true;
    for (const stream of this.#streams) stream.end();
  }
}
