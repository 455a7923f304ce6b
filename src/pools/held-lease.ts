import type { ConnectionLease, Lease } from "./lease.ts";
import { leftBehind, releasedTwice } from "./refusals.ts";

/** A lease that is given back by hand, or at the end of its block: `await using lease = await pool.lease()`. */
export interface HeldLease extends Lease, AsyncDisposable {
  /** Gives the connection back; an `Error` the second time, or where a statement is still running or a transaction open. */
  release(): Promise<void>;
}

/** @param takeBack called once, when the lease is released. */
export function holdLease(lease: ConnectionLease, takeBack: () => Promise<void> | undefined): HeldLease {
  const { database } = lease;
  let isReleased = false;
  const release = async () => {
    if (isReleased) throw releasedTwice(database);
    isReleased = true;
    const left = lease.end();
    await takeBack();
    const complaint = left && leftBehind(database, left);
    if (complaint) throw complaint;
  };
  const dispose = async () => {
    if (!isReleased) await release();
  };
  return Object.assign(lease, { release, [Symbol.asyncDispose]: dispose });
}
