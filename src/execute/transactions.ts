import type { Transaction } from "../pools/index.ts";

/** The transactions that an operation has open. */
export interface OpenTransactions {
  /**
   * Does `work` in that of a database; undefined where the database has none. Rejects as a pool does, also where the
   * transaction could not begin.
   */
  in<Result>(database: string, work: (transaction: Transaction) => Promise<Result>): Promise<Result> | undefined;
  /** Has something called once the last of them was committed; undefined where they only read. */
  readonly afterCommit: ((callback: () => unknown) => void) | undefined;
}
