import { type Pool, type PoolSnapshot, type PoolState, waitClasses, waitPercentile } from "../pools/index.ts";
import type { Sample } from "./samples.ts";

/** A pool at the end of a step of time, and in it. */
export interface HistoryPoint {
  readonly at: Date;
  readonly state: PoolState;
  readonly idle: number;
  readonly inUse: number;
  readonly connecting: number;
  readonly waiting: number;
  readonly max: number;
  readonly queriesPerSecond: number;
  readonly errorsPerSecond: number;
  readonly refusedPerSecond: number;
  /** Milliseconds. */
  readonly acquireP50: number;
  readonly acquireP95: number;
  readonly acquireP99: number;
}

/** Seconds that are kept. */
const kept = 900;
const states = ["open", "down", "resting", "closing", "closed"] as const satisfies readonly PoolState[];
const gauges = ["idle", "inUse", "connecting", "waiting", "max"] as const;
/** What a class of waits may count in one second. */
const mostWaits = 2 ** 16 - 1;

/** What a pool was like in each of the last seconds, in arrays that are made once. */
export class Track {
  readonly pool: Pool;
  readonly #at = new Float64Array(kept);
  readonly #seconds = new Float32Array(kept);
  readonly #state = new Uint8Array(kept);
  readonly #gauges = new Int32Array(kept * gauges.length);
  readonly #queries = new Uint32Array(kept);
  readonly #errors = new Uint32Array(kept);
  readonly #refused = new Uint32Array(kept);
  /** What waits there were in the second, by class. */
  readonly #waits = new Uint16Array(kept * waitClasses);
  readonly #waitsBefore: Float64Array;
  #before: { readonly at: number } & Pick<PoolSnapshot, "queries" | "errors" | "refused">;
  #next = 0;
  #length = 0;

  /** @param now by `performance.now()`. */
  constructor(pool: Pool, { stats }: Sample, now: number) {
    this.pool = pool;
    this.#before = { ...stats, at: now };
    this.#waitsBefore = Float64Array.from(pool.waits.counts);
  }

  /** The time since the last one becomes a point. */
  add({ sampledAt, stats }: Sample, now: number): void {
    const at = this.#next;
    const { counts } = this.pool.waits;
    this.#at[at] = sampledAt.getTime();
    this.#seconds[at] = (now - this.#before.at) / 1_000;
    this.#state[at] = states.indexOf(stats.state);
    for (const [index, gauge] of gauges.entries()) this.#gauges[at * gauges.length + index] = stats[gauge];
    this.#queries[at] = stats.queries - this.#before.queries;
    this.#errors[at] = stats.errors - this.#before.errors;
    this.#refused[at] = stats.refused - this.#before.refused;
    for (let index = 0; index < waitClasses; index += 1) {
      const waits = counts[index] ?? 0;
      this.#waits[at * waitClasses + index] = Math.min(waits - (this.#waitsBefore[index] ?? 0), mostWaits);
      this.#waitsBefore[index] = waits;
    }
    this.#before = { ...stats, at: now };
    this.#next = (at + 1) % kept;
    this.#length = Math.min(this.#length + 1, kept);
  }

  /**
   * One for each step in which there was a sample, the oldest first; the newest step may not be over yet.
   *
   * @param step milliseconds.
   * @param now by `Date.now()`.
   */
  points(step: number, now: number): readonly HistoryPoint[] {
    const points: HistoryPoint[] = [];
    let seconds: number[] = [];
    const stepOf = (at: number) => Math.floor((this.#at[at] ?? 0) / step);
    for (let index = 0; index < this.#length; index += 1) {
      const at = (this.#next - this.#length + index + kept) % kept;
      if ((this.#at[at] ?? 0) < now - kept * 1_000) continue;
      const last = seconds.at(-1);
      if (last !== undefined && stepOf(last) !== stepOf(at)) {
        points.push(this.#point(seconds));
        seconds = [];
      }
      seconds.push(at);
    }
    return seconds.length > 0 ? [...points, this.#point(seconds)] : points;
  }

  #point(seconds: readonly number[]): HistoryPoint {
    const last = seconds.at(-1) ?? 0;
    const sum = (values: ArrayLike<number>) => seconds.reduce((all, at) => all + (values[at] ?? 0), 0);
    const length = sum(this.#seconds);
    const waits = this.#waitsOf(seconds);
    const busiest = seconds.reduce((most, at) => (this.#demand(at) >= this.#demand(most) ? at : most), last);
    return {
      at: new Date(this.#at[last] ?? 0),
      state: states[this.#state[last] ?? 0] ?? "open",
      ...this.#gaugesAt(busiest),
      queriesPerSecond: sum(this.#queries) / length,
      errorsPerSecond: sum(this.#errors) / length,
      refusedPerSecond: sum(this.#refused) / length,
      acquireP50: waitPercentile(waits, 50),
      acquireP95: waitPercentile(waits, 95),
      acquireP99: waitPercentile(waits, 99),
    };
  }

  #waitsOf(seconds: readonly number[]): Float64Array {
    const waits = new Float64Array(waitClasses);
    for (const at of seconds) {
      for (let index = 0; index < waitClasses; index += 1)
        waits[index] = (waits[index] ?? 0) + (this.#waits[at * waitClasses + index] ?? 0);
    }
    return waits;
  }

  /** One moment for all of them, so that they add up: that of the most demand, which a longer step must not hide. */
  #demand(at: number): number {
    const { inUse, waiting } = this.#gaugesAt(at);
    return inUse + waiting;
  }

  #gaugesAt(at: number) {
    const gauge = (name: (typeof gauges)[number]) => this.#gauges[at * gauges.length + gauges.indexOf(name)] ?? 0;
    return {
      idle: gauge("idle"),
      inUse: gauge("inUse"),
      connecting: gauge("connecting"),
      waiting: gauge("waiting"),
      max: gauge("max"),
    };
  }
}
