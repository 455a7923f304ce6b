import type { Statement } from "../pools/index.ts";

/** The transactions that an operation has open. */
export interface OpenTransactions {
  /**
   * The first column of the first row; undefined where the database has none of them. Rejects as a pool does, also where
   * the transaction could not begin.
   */
  value(database: string, statement: Statement): Promise<unknown> | undefined;
}
