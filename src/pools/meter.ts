import type { SluiceError } from "../lib/index.ts";
import { Latency } from "./latency.ts";

/** What a pool counts. Plain fields: each is written in one place, on the way of every statement. */
export class Meter {
  acquired = 0;
  released = 0;
  timeouts = 0;
  validationFailures = 0;
  errors = 0;
  queries = 0;
  inTransaction = 0;
  committed = 0;
  rolledBack = 0;
  readonly acquire = new Latency();
  readonly query = new Latency();

  get inUse(): number {
    return this.acquired - this.released;
  }

  statement(ms: number, error: SluiceError | undefined): void {
    this.queries += 1;
    if (error) this.errors += 1;
    this.query.record(ms);
  }
}
