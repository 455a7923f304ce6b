import { redact } from "../config/index.ts";
import { StartError } from "../lib/index.ts";

/** Why it does not start, or did not stop, as text for stderr. Never holds a password; a stack only where it is a bug. */
export function describeFailure(error: unknown): string {
  if (error instanceof StartError) return `${redact(error.message)}\n`;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${redact(text)}\n`;
}
