import { SluiceError, StartError } from "../lib/index.ts";
import type { BreakerSnapshot } from "./breaker.ts";
import { unavailable } from "./errors.ts";
import { describeSnapshot } from "./stats.ts";

/** Why a connection cannot be lent on. */
export type Unfit = "lost" | "busy" | "transaction" | "unclean";

/** The state of a pool that a message quotes. */
type State = Parameters<typeof describeSnapshot>[0];

export function poolClosed(name: string): SluiceError {
  return new SluiceError("POOL_CLOSED", `The pool of database "${name}" is closed.`, { database: name });
}

/** `reason` is that of the abort signal. */
export function waitAborted(name: string, reason: unknown): SluiceError {
  const message = `The request was aborted while it waited for a connection to database "${name}".`;
  return new SluiceError("REQUEST_ABORTED", message, { database: name }, { cause: reason });
}

/** For who would only wait for the next failure. */
export function circuitOpen(
  name: string,
  { failures, nextTryAt }: BreakerSnapshot,
  failure: SluiceError | undefined,
): SluiceError {
  const next = nextTryAt ? ` The next attempt for a request is at ${nextTryAt.toISOString()}.` : "";
  const message = `Database "${name}" has failed ${failures === 1 ? "" : `${failures} times in a row `}and is given a pause.${next}`;
  const { retryable = false } = failure?.details ?? {};
  const details = { database: name, ...(retryable && { retryable }) };
  return new SluiceError("CIRCUIT_OPEN", message, details, { cause: failure?.cause });
}

export function tooManyWaiting(name: string, snapshot: State): SluiceError {
  const message = `Pool "${name}" is exhausted: too many wait already (${describeSnapshot(snapshot)}).`;
  return new SluiceError("POOL_EXHAUSTED", message, { database: name, limit: "maxWaiting", retryable: true });
}

export function tooSlow(database: string, ms: number): SluiceError {
  const message = `Database "${database}" did not answer within ${ms} ms.`;
  return new SluiceError("STATEMENT_TIMEOUT", message, { database, limit: "queryTimeout" });
}

export function tooLarge(database: string, bytes: number): SluiceError {
  const message = `The answer of database "${database}" is larger than ${bytes} bytes. Ask for fewer rows or fields.`;
  return new SluiceError("RESULT_TOO_LARGE", message, { database, limit: "maxResultBytes" });
}

/** For a statement that outlived its work. */
export function cutOff(database: string): SluiceError {
  const message = `A statement of database "${database}" was cut off: the work that sent it had ended.`;
  return new SluiceError("REQUEST_ABORTED", message, { database });
}

/** For a statement whose caller has left. */
export function aborted(database: string, reason: unknown): SluiceError {
  const message = `The request was aborted while database "${database}" worked on it.`;
  return new SluiceError("REQUEST_ABORTED", message, { database }, { cause: reason });
}

export function noConnection(database: string, ms: number): SluiceError {
  const cause = Object.assign(new Error(`no connection within ${ms} ms`), { code: "ETIMEDOUT" });
  return unavailable(cause, database);
}

/**
 * For who waited `ms` milliseconds and got nothing. The pool is exhausted where others hold the connections, all that
 * there can be; otherwise the database is to blame.
 */
export function waitedInVain(name: string, ms: number, snapshot: State, failure?: SluiceError): SluiceError {
  const state = `waited ${Math.round(ms)} ms (${describeSnapshot(snapshot)})`;
  if (failure && snapshot.idle + snapshot.inUse < snapshot.max) return unavailable(failure.cause, name);
  if (snapshot.inUse === 0) {
    const cause = Object.assign(new Error(`No connection to database "${name}": ${state}.`), { code: "ETIMEDOUT" });
    return unavailable(cause, name);
  }
  const message = `Pool "${name}" is exhausted: ${state}.`;
  return new SluiceError("POOL_EXHAUSTED", message, { database: name, limit: "acquireTimeout", retryable: true });
}

/** For a commit that was answered with a rollback. */
export function transactionAborted(database: string): SluiceError {
  const message = `A statement of the transaction had failed in database "${database}", so nothing of it was kept.`;
  return new SluiceError("TRANSACTION_ABORTED", message, { database });
}

/** For a commit whose answer was lost. */
export function outcomeUnknown(database: string, cause: unknown): SluiceError {
  const message = `The connection to database "${database}" was lost during the commit: it may have been committed or not. Look before you send it again.`;
  return new SluiceError("COMMIT_OUTCOME_UNKNOWN", message, { database }, { cause });
}

export function transactionTooSlow(database: string, ms: number): SluiceError {
  const message = `The transaction took longer than ${ms} ms in database "${database}" and was rolled back.`;
  return new SluiceError("STATEMENT_TIMEOUT", message, { database, limit: "timeoutMs" });
}

export function releasedTwice(name: string): Error {
  return new Error(`A lease of database "${name}" was released twice.`);
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

export function overBudget(name: string, wanted: number, left: number): StartError {
  return new StartError("The budget of connections is too small:", [
    {
      path: `databases.${name}.pool.size`,
      message: `${wanted} more connections would be kept open, and ${left} are left. Make a size smaller, or raise budget`,
    },
  ]);
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
