import { SluiceError } from "../lib/index.ts";
import { backoff } from "./backoff.ts";

/** Transactions that got into each other's way are over in a moment. */
const range = { first: 10, longest: 1_000 };

/** Milliseconds before a transaction is done again for the `attempt`th time (1 for the first). */
export const repeatPause = (attempt: number): number => backoff(attempt, range);

/** Whether a transaction may succeed where it is done again: others were in its way (manual, section 13.5). */
export function isRepeatable(error: unknown): boolean {
  return error instanceof SluiceError && (error.code === "SERIALIZATION_FAILURE" || error.code === "DEADLOCK_DETECTED");
}
