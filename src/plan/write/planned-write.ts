import type { SluiceError } from "../../lib/index.ts";
import type { NestedSteps, ReadBack, Statement, WriteCheck } from "../plan.ts";

export interface PlannedWrite {
  readonly statement: Statement;
  /**
   * What answers in the place of the first one, whose answer are the keys of the rows then. Undefined where one statement
   * does both.
   */
  readonly readBack: ReadBack | undefined;
  /** Reads the row where it did not match the version that the client gave; undefined where it gave none. */
  readonly current: Statement | undefined;
  /** How many rows the first statement is given. */
  readonly rows: number;
  /** What has to hold of the rows that the first statement wrote, and could not be asked by it. */
  readonly check: WriteCheck | undefined;
  /** What is said where its answer is `false`. */
  readonly forbidden: (() => SluiceError) | undefined;
  /** What is said where nothing was written; undefined where that is an answer. */
  readonly refused: (() => SluiceError) | undefined;
  readonly nested: NestedSteps | undefined;
}
