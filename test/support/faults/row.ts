import type { ErrorCode } from "../../../src/lib/index.ts";
import type { Need } from "../programs.ts";

/** One line of `docs/faults.md`. */
export interface FaultRow {
  /** What happens, in one sentence. */
  readonly fault: string;
  /** Every code that a client may get. */
  readonly codes: readonly ErrorCode[];
  /** What becomes of the work, the pool and the data, in a few sentences. */
  readonly outcome: string;
  /** What the test needs that is not on every machine. */
  readonly needs?: readonly Need[];
}
