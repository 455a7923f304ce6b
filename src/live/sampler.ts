import type { Pools } from "../pools/index.ts";
import { Beats } from "./beats.ts";
import { Newest } from "./newest.ts";
import { type Sample, Samples } from "./samples.ts";
import { Stream } from "./stream.ts";

export interface WatchOptions {
  /** Their names; every pool that there is, also later, where left out. */
  readonly databases?: readonly string[] | undefined;
  /** Milliseconds. */
  readonly interval: number;
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes one sample of a pool for each beat, however many look at it, and none while nobody does. Who begins to look gets
 * the first one at once; who reads slowly gets the newest.
 */
export class Sampler {
  readonly samples: Samples;
  readonly beats = new Beats();
  readonly #streams = new Set<Stream<readonly Sample[]>>();
  #isClosed = false;

  constructor(pools: Pools) {
    this.samples = new Samples(pools);
  }

  /** How many look. */
  get readers(): number {
    return this.#streams.size;
  }

  watch({ databases, interval, signal }: WatchOptions): Stream<readonly Sample[]> {
    const newest = new Newest<readonly Sample[]>();
    let last: readonly Sample[] | undefined;
    const look = (now: number) => {
      const names = databases ?? this.samples.databases;
      const samples = names.flatMap((name) => this.samples.at(name, now) ?? []);
      // Right after the first look the first beat finds what was seen already.
      if (last && isSame(samples, last)) return;
      last = samples;
      newest.put(samples);
      stream.wake();
    };
    const onEnd = () => {
      newest.take();
      stop();
      this.#streams.delete(stream);
    };
    const stream = new Stream({ take: () => newest.take(), onEnd });
    const stop = this.beats.on(interval, look);
    this.#streams.add(stream);
    look(performance.now());
    if (this.#isClosed) stream.end();
    return stream.endOn(signal);
  }

  /** Ends all streams, and those that somebody asks for later. */
  close(): void {
    this.#isClosed = true;
    for (const stream of this.#streams) stream.end();
  }
}

function isSame(samples: readonly Sample[], others: readonly Sample[]): boolean {
  return samples.length > 0 && samples.length === others.length && samples.every((sample, at) => sample === others[at]);
}
