import { createHistogram } from "node:perf_hooks";

/** How long something took, in milliseconds, over all times that it happened. */
export interface LatencySnapshot {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** How often an operation was done, how often it failed, and how long it took. */
export interface OperationSnapshot extends LatencySnapshot {
  readonly failed: number;
}

/**
 * Durations in a native histogram, with three significant digits from a microsecond up. What took no time at all is
 * only counted: an idle connection is lent for the price of an addition.
 */
export class Latency {
  readonly #histogram = createHistogram();
  #instant = 0;

  record(ms: number): void {
    this.#histogram.record(Math.max(1, Math.round(ms * 1000)));
  }

  recordInstant(): void {
    this.#instant += 1;
  }

  snapshot(): LatencySnapshot {
    const { count: measured, mean, max } = this.#histogram;
    const count = measured + this.#instant;
    if (measured === 0) return { count, mean: 0, p50: 0, p95: 0, p99: 0, max: 0 };
    // The instant ones are the fastest, so a percentile is either one of them or further up among the measured.
    const at = (percentile: number) => {
      const rank = (percentile / 100) * count - this.#instant;
      return rank <= 0 ? 0 : this.#histogram.percentile(Math.min(100, Math.max((rank / measured) * 100, 0.001))) / 1000;
    };
    return {
      count,
      mean: (mean * measured) / count / 1000,
      p50: at(50),
      p95: at(95),
      p99: at(99),
      max: max / 1000,
    };
  }
}
