import type { StatsFragment } from "../generated/operations.ts";

/** What a pool has counted up to a moment. */
export interface Counters {
  readonly at: number;
  readonly queries: number;
  readonly errors: number;
  readonly refused: number;
}

export interface Rates {
  readonly queriesPerSecond: number;
  readonly errorsPerSecond: number;
  readonly refusedPerSecond: number;
}

export const noRates: Rates = { queriesPerSecond: 0, errorsPerSecond: 0, refusedPerSecond: 0 };

/** Over how long a rate is taken, in milliseconds: as long as one point of the gateway's history. */
const span = 5_000;

export function countersOf({ sampledAt, queries, errors, refused }: StatsFragment): Counters {
  return { at: Date.parse(sampledAt), queries: Number(queries), errors: Number(errors), refused: Number(refused) };
}

/** The counters that the next rate needs. One that went back was counted anew, by another process. */
export function withCounters(known: readonly Counters[], next: Counters): readonly Counters[] {
  const last = known.at(-1);
  if (last && next.queries < last.queries) return [next];
  return [...known.filter(({ at }) => at > next.at - span - 500 && at < next.at), next];
}

export function ratesOf(counters: readonly Counters[]): Rates {
  const first = counters[0];
  const last = counters.at(-1);
  const seconds = first && last ? (last.at - first.at) / 1000 : 0;
  if (!first || !last || seconds <= 0) return noRates;
  return {
    queriesPerSecond: (last.queries - first.queries) / seconds,
    errorsPerSecond: (last.errors - first.errors) / seconds,
    refusedPerSecond: (last.refused - first.refused) / seconds,
  };
}

/** Everything that went wrong: statements that failed, and borrowers who could send none. */
export function failuresOf({ errorsPerSecond, refusedPerSecond }: Rates): number {
  return errorsPerSecond + refusedPerSecond;
}
