import type { PointFragment, SettingsFragment, StatsFragment } from "../generated/operations.ts";
import { type Point, pointOf, shown, step, type Waits } from "./point.ts";
import { type Counters, countersOf, noRates, type Rates, ratesOf, withCounters } from "./rates.ts";

/** A database as the page knows it. */
export interface Watched {
  readonly database: string;
  readonly settings: SettingsFragment;
  readonly stats: StatsFragment;
  /** What the gateway kept, oldest first. */
  readonly history: readonly Point[];
  /** What came after that, sample by sample. */
  readonly tail: readonly Point[];
  readonly counters: readonly Counters[];
}

export interface Told {
  readonly database: string;
  readonly settings: SettingsFragment;
  readonly stats: StatsFragment;
  readonly history: readonly PointFragment[];
}

export function watch({ history, ...told }: Told): Watched {
  const watched = withHistory({ ...told, history: [], tail: [], counters: [] }, history);
  return withSample(watched, told.stats);
}

export function withSample(watched: Watched, stats: StatsFragment): Watched {
  const at = Date.parse(stats.sampledAt);
  const counters = withCounters(watched.counters, countersOf(stats));
  const { state, idle, inUse, connecting, waiting, max } = stats;
  // One sample alone says nothing of a rate.
  const { queriesPerSecond, errorsPerSecond, refusedPerSecond } =
    counters.length > 1 ? ratesOf(counters) : ratesNow(watched);
  const rates = { queriesPerSecond, errorsPerSecond, refusedPerSecond };
  const point = { at, state, idle, inUse, connecting, waiting, max, acquire: undefined, ...rates };
  const tail = [...watched.tail.filter((known) => known.at > at - shown && known.at < at), point];
  return { ...watched, stats, counters, tail };
}

/** What the gateway kept counts more than what the page saw itself: it has no gaps. */
export function withHistory(watched: Watched, told: readonly PointFragment[]): Watched {
  const fresh = told.map(pointOf);
  const from = fresh[0]?.at ?? Number.POSITIVE_INFINITY;
  const to = fresh.at(-1)?.at ?? 0;
  // The newest step was not over yet when it was told before.
  const known = watched.history.filter(({ at }) => Math.floor(at / step) < Math.floor(from / step) && at > to - shown);
  return { ...watched, history: [...known, ...fresh], tail: watched.tail.filter(({ at }) => at > to) };
}

export function pointsOf({ history, tail, stats }: Watched): readonly Point[] {
  const oldest = Date.parse(stats.sampledAt) - shown;
  return [...history, ...tail].filter(({ at }) => at >= oldest);
}

export function nowOf({ stats }: Watched): number {
  return Date.parse(stats.sampledAt);
}

export function ratesNow({ tail, history }: Watched): Rates {
  return tail.at(-1) ?? history.at(-1) ?? noRates;
}

/** How long borrowers waited lately, at the worst; undefined where that is not known. */
export function waitsNow({ history, stats }: Watched): Waits | undefined {
  const after = Date.parse(stats.sampledAt) - lately;
  const waits = history.flatMap(({ at, acquire }) => (at > after && acquire ? acquire : []));
  if (waits.length === 0) return undefined;
  const most = (key: keyof Waits) => Math.max(...waits.map((each) => each[key]));
  return { p50: most("p50"), p95: most("p95"), p99: most("p99") };
}

/** Milliseconds. */
const lately = 15_000;

/** Since when the state is what it is, and whether it may have been so for longer than anybody remembers. */
export function sinceOf(watched: Watched): { readonly at: number; readonly isOlder: boolean } {
  const points = pointsOf(watched);
  const { state } = watched.stats;
  const before = points.findLastIndex((point) => point.state !== state);
  const first = points[before + 1];
  return { at: first?.at ?? nowOf(watched), isOlder: before === -1 };
}
