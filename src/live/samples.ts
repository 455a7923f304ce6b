import type { Pool, PoolSnapshot, Pools } from "../pools/index.ts";
import { type ServerSnapshot, ServerWatch } from "./server-watch.ts";

/** A pool at one moment. */
export interface Sample {
  readonly database: string;
  readonly sampledAt: Date;
  readonly stats: PoolSnapshot;
  /** What is known of its server; only looked for where somebody calls it. */
  readonly server: () => ServerSnapshot | undefined | Promise<ServerSnapshot | undefined>;
}

/** Half of the shortest interval, in milliseconds: beats that fall on one moment come this close together. */
const sameMoment = 50;

interface Taken {
  readonly at: number;
  readonly sample: Sample;
}

/** The samples of one moment: taken when the first one asks, the same for all who ask then. */
export class Samples {
  readonly #pools: Pools;
  readonly #servers = new ServerWatch();
  readonly #taken = new Map<string, Taken>();
  /** One that was removed goes on to say that it is closed. */
  readonly #known = new Map<string, Pool>();

  constructor(pools: Pools) {
    this.#pools = pools;
  }

  /** Of every pool there is, in their order. */
  get databases(): readonly string[] {
    return this.#pools.all.map(({ name }) => name);
  }

  /** One that is taken now, and waits for what the server says where that is not known yet. */
  now(pool: Pool): Sample {
    const stats = pool.stats();
    const server = () => this.#servers.current(pool, stats);
    return { database: pool.name, sampledAt: new Date(), stats, server };
  }

  /**
   * Undefined for a database that never had a pool.
   *
   * @param now the moment, by `performance.now()`.
   */
  at(database: string, now: number): Sample | undefined {
    const last = this.#taken.get(database);
    if (last && now - last.at < sameMoment) return last.sample;
    const pool = this.#pools.has(database) ? this.#pools.get(database) : this.#known.get(database);
    if (!pool) return undefined;
    this.#known.set(database, pool);
    const stats = pool.stats();
    const server = () => this.#servers.latest(pool, stats);
    const sample = { database, sampledAt: new Date(), stats, server };
    this.#taken.set(database, { at: now, sample });
    return sample;
  }
}
