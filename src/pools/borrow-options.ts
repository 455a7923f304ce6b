import type { Identity } from "./transaction-settings.ts";

export interface BorrowOptions {
  /** Ends the wait for a connection, and cancels what runs on it. */
  readonly signal?: AbortSignal | undefined;
  /** The name of what it is for, by which `leases` and `statements` tell it. */
  readonly operation?: string | undefined;
  /** As whom statements are run: said in the transaction of each, and gone with it. Without a word as the pool's user. */
  readonly as?: Identity | undefined;
}
