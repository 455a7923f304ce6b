import type { SluiceError } from "../lib/index.ts";
import { Latency } from "./latency.ts";
import { type StatementRun, StatementTally } from "./statement-tally.ts";
import { Waits } from "./waits.ts";

/** What a pool counts. Plain fields: each is written in one place, on the way of every statement. */
export class Meter {
  acquired = 0;
  released = 0;
  timeouts = 0;
  refused = 0;
  validationFailures = 0;
  errors = 0;
  queries = 0;
  inTransaction = 0;
  committed = 0;
  rolledBack = 0;
  readonly acquire = new Latency();
  readonly query = new Latency();
  readonly waits = new Waits();
  readonly statements = new StatementTally();

  get inUse(): number {
    return this.acquired - this.released;
  }

  lentAtOnce(): void {
    this.acquire.recordInstant();
    this.waits.recordInstant();
  }

  lentAfter(ms: number): void {
    this.acquire.record(ms);
    this.waits.record(ms);
  }

  /** Counts a borrower who gets this in place of a connection. */
  refusal(error: SluiceError): SluiceError {
    this.refused += 1;
    return error;
  }

  statement(run: StatementRun): void {
    this.queries += 1;
    if (run.error) this.errors += 1;
    this.query.record(run.ms);
    this.statements.add(run);
  }
}
