import { SluiceError } from "../lib/index.ts";
import type { BorrowOptions } from "./borrow-options.ts";
import { ConnectionLease, type Lease } from "./lease.ts";
import type { Pool } from "./pool.ts";
import type { Statement } from "./statement.ts";

/**
 * Lends a connection for one statement. One that only reads may be sent again: it has done nothing, and the reason was the
 * connection.
 */
export async function lendForStatement<Result>(
  pool: Pick<Pool, "borrow">,
  { effects }: Statement,
  send: (lease: Lease) => Promise<Result>,
  options: BorrowOptions | undefined,
): Promise<Result> {
  if (effects !== "none") return pool.borrow(send, options);
  let used: Lease | undefined;
  const sendOnce = (lease: Lease) => {
    used = lease;
    return send(lease);
  };
  try {
    return await pool.borrow(sendOnce, options);
  } catch (error) {
    const isRepeatable =
      error instanceof SluiceError && error.code === "DATABASE_UNAVAILABLE" && error.details.retryable;
    // A server that has no memory or disk left says the same, and would be asked for as much again.
    const isLost = used instanceof ConnectionLease && used.lost !== undefined;
    if (!isRepeatable || !isLost) throw error;
    return pool.borrow(send, options);
  }
}
