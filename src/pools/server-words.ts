import { DatabaseError } from "pg";
import type { SluiceError } from "../lib/index.ts";

/** What Postgres said of a statement that failed. It may quote values, SQL and names: not for those who did not write it. */
export interface ServerWords {
  /** The SQLSTATE. */
  readonly state: string;
  /** Its message with detail and hint. */
  readonly text: string;
}

/** Undefined where the failure was not Postgres's word. */
export function serverWords({ cause }: SluiceError): ServerWords | undefined {
  if (!(cause instanceof DatabaseError)) return undefined;
  const { code = "XX000", message, detail, hint } = cause;
  return { state: code, text: [message, detail, hint].filter((part) => part).join(". ") };
}
