export interface BorrowOptions {
  /** Ends the wait for a connection, and cancels what runs on it. */
  readonly signal?: AbortSignal | undefined;
  /** The name of what it is for, by which `leases` and `statements` tell it. */
  readonly operation?: string | undefined;
}
