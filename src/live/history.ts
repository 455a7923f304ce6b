import type { Pool, Pools } from "../pools/index.ts";
import type { Sampler } from "./sampler.ts";
import { type HistoryPoint, Track } from "./track.ts";

/** Milliseconds between two points that are kept. */
const beat = 1_000;

/** What pools were like lately, whether somebody looked or not: a point per second and pool, of the samples that all see. */
export class History {
  readonly #pools: Pools;
  readonly #sampler: Sampler;
  readonly #tracks = new Map<string, Track>();
  readonly #stop: () => void;

  constructor(pools: Pools, sampler: Sampler) {
    this.#pools = pools;
    this.#sampler = sampler;
    this.#look(performance.now());
    this.#stop = sampler.beats.on(beat, (now) => this.#look(now));
  }

  /**
   * The last quarter of an hour, the oldest first.
   *
   * @param step milliseconds that a point stands for.
   */
  points(pool: Pool, step: number): readonly HistoryPoint[] {
    const track = this.#tracks.get(pool.name);
    return track?.pool === pool ? track.points(step, Date.now()) : [];
  }

  close(): void {
    this.#stop();
  }

  #look(now: number): void {
    const { all } = this.#pools;
    for (const pool of all) {
      const sample = this.#sampler.samples.at(pool.name, now);
      const track = this.#tracks.get(pool.name);
      if (sample && track?.pool === pool) track.add(sample, now);
      else if (sample) this.#tracks.set(pool.name, new Track(pool, sample, now));
    }
    if (this.#tracks.size === all.length) return;
    for (const name of this.#tracks.keys()) if (!this.#pools.has(name)) this.#tracks.delete(name);
  }
}
