import { SluiceError } from "../lib/index.ts";
import type { Unfit } from "./connection.ts";
import { unavailable } from "./errors.ts";
import { describeSnapshot, type PoolSnapshot } from "./stats.ts";

export function poolClosed(name: string): SluiceError {
  return new SluiceError("POOL_CLOSED", `The pool of database "${name}" is closed.`, { database: name });
}

/** `reason` is that of the abort signal. */
export function waitAborted(name: string, reason: unknown): SluiceError {
  const message = `The request was aborted while it waited for a connection to database "${name}".`;
  return new SluiceError("REQUEST_ABORTED", message, { database: name }, { cause: reason });
}

export function tooManyWaiting(name: string, snapshot: PoolSnapshot): SluiceError {
  const message = `Pool "${name}" is exhausted: too many wait already (${describeSnapshot(snapshot)}).`;
  return new SluiceError("POOL_EXHAUSTED", message, { database: name, limit: "maxWaiting", retryable: true });
}

/**
 * For who waited `ms` milliseconds and got nothing. The pool is exhausted where others hold the connections, all that
 * there can be; otherwise the database is to blame.
 */
export function waitedInVain(name: string, ms: number, snapshot: PoolSnapshot, failure?: SluiceError): SluiceError {
  const state = `waited ${Math.round(ms)} ms (${describeSnapshot(snapshot)})`;
  if (failure && snapshot.idle + snapshot.inUse < snapshot.max) return unavailable(failure.cause, name);
  if (snapshot.inUse === 0) {
    const cause = Object.assign(new Error(`No connection to database "${name}": ${state}.`), { code: "ETIMEDOUT" });
    return unavailable(cause, name);
  }
  const message = `Pool "${name}" is exhausted: ${state}.`;
  return new SluiceError("POOL_EXHAUSTED", message, { database: name, limit: "acquireTimeout", retryable: true });
}

/** For work that succeeded and yet left something behind. */
export function leftBehind(name: string, left: Unfit): Error | undefined {
  switch (left) {
    case "busy":
      return new Error(
        `The work on database "${name}" ended while a statement was running, which was cut off. Await every statement inside the work.`,
      );
    case "transaction":
      return new Error(
        `The work on database "${name}" ended inside a transaction, which was rolled back. Commit before the work ends.`,
      );
    default:
      return undefined;
  }
}

/** Read by operators at start, so this one names the host. */
export function cannotOpen(name: string, target: string, failure: SluiceError): SluiceError {
  const message = `Cannot connect to database "${name}" at ${target}: ${describeCause(failure.cause)}`;
  return new SluiceError(failure.code, message, failure.details, { cause: failure.cause });
}

function describeCause(cause: unknown): string {
  // A name with several addresses fails with one error for each, under an empty message.
  if (cause instanceof AggregateError && !cause.message) return cause.errors.map(describeCause).join("; ");
  if (!(cause instanceof Error)) return String(cause);
  // How `pg` words a password that is not there.
  if (/password must be a (?:non-empty )?string/.test(cause.message)) {
    return "the server asks for a password and none was given. Put it into the URL, or into password or passwordFile";
  }
  return cause.message;
}
