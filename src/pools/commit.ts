import { SluiceError } from "../lib/index.ts";
import { isAnswered } from "./errors.ts";
import type { ConnectionLease } from "./lease.ts";
import { outcomeUnknown, transactionAborted } from "./refusals.ts";

/**
 * Commits the transaction that a lease is in. Rejects with what the server said against it (a deferred constraint, a
 * serialization failure); with `TRANSACTION_ABORTED` where a statement had failed and the work went on regardless; with
 * `COMMIT_OUTCOME_UNKNOWN` where the answer was lost. In the first two cases nothing was committed.
 */
export async function commitTransaction(lease: ConnectionLease): Promise<void> {
  const tag = await lease.commit().catch((error: unknown) => {
    if (!(error instanceof SluiceError)) throw error;
    throw isAnswered(error) ? error : outcomeUnknown(lease.database, error);
  });
  // Postgres calls it a success to roll back a transaction that had failed.
  if (tag !== "COMMIT") throw transactionAborted(lease.database);
}
