/** Classes of time, four to each doubling of a microsecond, up to a quarter of an hour; the first is for no time at all. */
export const waitClasses = 1 + 4 * 30;

/**
 * How often borrowers waited how long, since the start. Two of them, compared class by class, tell of the time between:
 * a histogram that tells percentiles cannot be taken from another one.
 */
export class Waits {
  readonly counts = new Float64Array(waitClasses);

  record(ms: number): void {
    const found = 1 + Math.floor(4 * Math.log2(Math.max(1, ms * 1_000)));
    const at = Math.min(found, waitClasses - 1);
    this.counts[at] = (this.counts[at] ?? 0) + 1;
  }

  recordInstant(): void {
    this.counts[0] = (this.counts[0] ?? 0) + 1;
  }
}

/**
 * A percentile of what was counted in classes, in milliseconds; 0 of nothing. What is in one class is taken to be spread over
 * it evenly, so it is wrong by less than a fifth.
 */
export function waitPercentile(counts: Float64Array, percentile: number): number {
  let all = 0;
  for (const count of counts) all += count;
  const rank = (percentile / 100) * all;
  let before = 0;
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at] ?? 0;
    if (count > 0 && before + count >= rank) return at === 0 ? 0 : edge(at - 1 + (rank - before) / count);
    before += count;
  }
  return 0;
}

const edge = (quarters: number): number => 2 ** (quarters / 4) / 1_000;
