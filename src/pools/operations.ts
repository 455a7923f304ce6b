import { setTimeout as sleep } from "node:timers/promises";
import { SluiceError } from "../lib/index.ts";
import { Latency, type OperationSnapshot } from "./latency.ts";
import { waitAborted } from "./refusals.ts";
import { repeatPause } from "./repeat.ts";

export interface RetryOptions {
  /** How often the work is done again (3). */
  readonly retries?: number | undefined;
  /** Ends the pause between two attempts; the work has its own. */
  readonly signal?: AbortSignal | undefined;
}

interface Operation {
  readonly latency: Latency;
  failed: number;
}

/** Names are the caller's, and memory is not: what is beyond is counted together. */
const mostNames = 1_000;
const rest = "(others)";

/** What a pool's users do with it, under names of their own. */
export class Operations {
  readonly #database: string;
  readonly #byName = new Map<string, Operation>();
  #retried = 0;

  constructor(database: string) {
    this.#database = database;
  }

  /** How often work was done again. */
  get retried(): number {
    return this.#retried;
  }

  async timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const operation = this.#operation(name);
    const since = performance.now();
    try {
      return await work();
    } catch (error) {
      operation.failed += 1;
      throw error;
    } finally {
      operation.latency.record(performance.now() - since);
    }
  }

  async repeat<Result>(work: () => Promise<Result>, { retries = 3, signal }: RetryOptions): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        const isRetryable = error instanceof SluiceError && error.details.retryable === true;
        if (!isRetryable || attempt > retries || signal?.aborted) throw error;
      }
      this.#retried += 1;
      await sleep(repeatPause(attempt), undefined, { signal }).catch(() => {
        throw waitAborted(this.#database, signal?.reason);
      });
    }
  }

  snapshot(): Readonly<Record<string, OperationSnapshot>> {
    const entries = [...this.#byName].map(([name, { latency, failed }]) => [name, { ...latency.snapshot(), failed }]);
    return Object.fromEntries(entries);
  }

  #operation(wanted: string): Operation {
    const name = this.#byName.has(wanted) || this.#byName.size < mostNames ? wanted : rest;
    const known = this.#byName.get(name) ?? { latency: new Latency(), failed: 0 };
    this.#byName.set(name, known);
    return known;
  }
}
