import { DatabaseError } from "pg";
import { type ErrorCode, SluiceError } from "../lib/index.ts";

/** What a client is told. Postgres's own words may quote values, SQL and hidden names, so they stay in `cause`. */
const sentences = {
  UNIQUE_VIOLATION: (name) => `A row with the same unique values exists already in database "${name}".`,
  FOREIGN_KEY_VIOLATION: (name) =>
    `A row of database "${name}" refers to a row that does not exist, or is still referred to.`,
  NOT_NULL_VIOLATION: (name) => `A value that database "${name}" requires is missing.`,
  CHECK_VIOLATION: (name) => `A value breaks a rule of database "${name}".`,
  EXCLUSION_VIOLATION: (name) => `The row conflicts with another row of database "${name}".`,
  RAISED: (name) => `A function of database "${name}" refused the request.`,
  TRANSACTION_ABORTED: (name) =>
    `A statement of the transaction had failed in database "${name}", so nothing of it was kept.`,
  SERIALIZATION_FAILURE: (name) =>
    `Another transaction changed the same data of database "${name}" at the same time. Send the request again.`,
  DEADLOCK_DETECTED: (name) =>
    `The request and another transaction of database "${name}" waited for each other. Send the request again.`,
  STATEMENT_TIMEOUT: (name) => `A statement took too long in database "${name}" and was stopped.`,
  LOCK_TIMEOUT: (name) => `Rows of database "${name}" stayed locked by others for too long.`,
  READ_ONLY: (name) => `Database "${name}" is read only.`,
  FORBIDDEN: (name) => `Database "${name}" does not permit this.`,
  SCHEMA_CHANGED: (name) => `The tables of database "${name}" changed after the gateway had read the catalog.`,
  BAD_USER_INPUT: (name) =>
    `Database "${name}" does not support this operation, for example a regular expression where a column's collation takes different texts for equal.`,
  INVALID_VALUE: (name) => `Database "${name}" does not accept a value: it is out of range or has the wrong form.`,
  RESULT_TOO_LARGE: (name) =>
    `What was asked for is larger or more complex than database "${name}" can answer at once. Select fewer fields or rows.`,
  DATABASE_UNAVAILABLE: (name) => `Database "${name}" is unavailable.`,
  INTERNAL_SERVER_ERROR: (name) => `Database "${name}" could not answer.`,
} satisfies Partial<Record<ErrorCode, Sentence>>;

/** Given the database's name. */
type Sentence = (name: string) => string;

interface Verdict {
  readonly code: keyof typeof sentences;
  /** What is said instead of the code's own sentence, where more is known. */
  readonly sentence?: Sentence;
  /** True where the same request may succeed when it is sent again. */
  readonly retryable?: true;
}

const unavailableNow: Verdict = { code: "DATABASE_UNAVAILABLE", retryable: true };
const unavailableForLong: Verdict = { code: "DATABASE_UNAVAILABLE" };
/** `idle_in_transaction_session_timeout`, which ends the connection. */
const idledInTransaction: Verdict = {
  code: "TRANSACTION_ABORTED",
  sentence: (name) => `The transaction did nothing for too long in database "${name}" and was rolled back.`,
};
const rolesChanged: Verdict = {
  code: "SCHEMA_CHANGED",
  sentence: (name) => `The roles of database "${name}" changed after the gateway had read the catalog.`,
};
const unforeseen: Verdict = { code: "INTERNAL_SERVER_ERROR" };
const raised: Verdict = { code: "RAISED" };
const invalid: Verdict = { code: "INVALID_VALUE" };
const behind: Verdict = {
  code: "DATABASE_UNAVAILABLE",
  sentence: (name) => `Something that database "${name}" itself depends on failed: a foreign server, or a file.`,
};

const states = new Map<string, Verdict>(
  Object.entries({
    "0A000": { code: "BAD_USER_INPUT" },
    // Where one row can be found only: by a key, or by a relation to one.
    "21000": {
      code: "SCHEMA_CHANGED",
      sentence: (name) =>
        `A key of database "${name}" does not hold any more: several rows have what one row can have only. Restore it, or restart the gateway without it.`,
    },
    "23502": { code: "NOT_NULL_VIOLATION" },
    "23503": { code: "FOREIGN_KEY_VIOLATION" },
    "23505": { code: "UNIQUE_VIOLATION" },
    "23514": { code: "CHECK_VIOLATION" },
    "23P01": { code: "EXCLUSION_VIOLATION" },
    "25006": { code: "READ_ONLY" },
    // A value for a column that Postgres alone gives one.
    "428C9": invalid,
    "44000": { code: "CHECK_VIOLATION" },
    "3D000": unavailableForLong,
    // The work went on after a statement of its transaction had failed.
    "25P03": idledInTransaction,
    "25P02": { code: "TRANSACTION_ABORTED" },
    "40001": { code: "SERIALIZATION_FAILURE", retryable: true },
    "40P01": { code: "DEADLOCK_DETECTED", retryable: true },
    "42501": { code: "FORBIDDEN" },
    "3F000": { code: "SCHEMA_CHANGED" },
    // Of values, by the input functions of hstore, ltree and text search.
    "42601": invalid,
    "42602": invalid,
    "42703": { code: "SCHEMA_CHANGED" },
    "42704": { code: "SCHEMA_CHANGED" },
    "42804": { code: "SCHEMA_CHANGED" },
    "42809": { code: "SCHEMA_CHANGED" },
    "42846": { code: "SCHEMA_CHANGED" },
    "42883": { code: "SCHEMA_CHANGED" },
    "42P01": { code: "SCHEMA_CHANGED" },
    // `temp_file_limit`.
    "53400": { code: "RESULT_TOO_LARGE" },
    "55000": {
      code: "DATABASE_UNAVAILABLE",
      sentence: (name) =>
        `Something that the query needs is not ready in database "${name}", for example a materialized view that was never filled.`,
    },
    "55P03": { code: "LOCK_TIMEOUT", retryable: true },
    "57014": { code: "STATEMENT_TIMEOUT" },
    "57P01": unavailableNow,
    "57P02": unavailableNow,
    "57P03": unavailableNow,
    P0001: raised,
    // Of PL/pgSQL's own statements: no row, several rows, an assertion.
    P0002: raised,
    P0003: raised,
    P0004: raised,
  } satisfies Record<string, Verdict>),
);

const classes = new Map<string, Verdict>(
  Object.entries({
    "08": unavailableNow,
    "22": invalid,
    "28": unavailableForLong,
    "53": unavailableNow,
    "54": { code: "RESULT_TOO_LARGE" },
    "58": behind,
    HV: behind,
  } satisfies Record<string, Verdict>),
);

/** States that no part of Postgres uses, so that they are of a `raise … using errcode` (manual, appendix A). */
const own = /^(?!72|XX)[6-9I-Z]/;

const socketErrors: ReadonlySet<string> = new Set([
  "EADDRNOTAVAIL",
  "EAI_AGAIN",
  "EBADMSG",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "EMFILE",
  "ENETDOWN",
  "ENETUNREACH",
  "ENFILE",
  "ENOENT",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

/** How pg words the loss of a connection; these errors have no code. */
const lossOfConnection = /^Connection terminated|^timeout expired$|is not queryable$/;

/** What any error of pg means to a client. `cause` keeps the original; a `SluiceError` is returned as it is. */
export function translateError(error: unknown, database: string): SluiceError {
  if (error instanceof SluiceError) return error;
  return compose(judge(error), error, database);
}

/** For whatever failed while connecting, or ended a connection: the database cannot be reached. */
export function unavailable(cause: unknown, database: string): SluiceError {
  if (cause instanceof SluiceError) return cause;
  const verdict = judge(cause);
  if (verdict === idledInTransaction) return compose(verdict, cause, database);
  return compose(verdict.retryable ? unavailableNow : unavailableForLong, cause, database);
}

/** Whether a statement failed by the server's word, on a connection that stays. Otherwise it may have done its work. */
export function isAnswered({ code, cause }: SluiceError): boolean {
  return cause instanceof DatabaseError && code !== "DATABASE_UNAVAILABLE";
}

/** Whether row security refused a row of that table, as it would be; of any other table's, which a trigger wrote, it is not said. */
export function isRowRefused(error: unknown, table: string): boolean {
  if (!(error instanceof SluiceError) || !(error.cause instanceof DatabaseError)) return false;
  const { code, routine, message } = error.cause;
  return code === "42501" && routine === "ExecWithCheckOptions" && message.includes(`"${table}"`);
}

/** The same error, or another one where there is no such role any more, or the pool's user may not become it. */
export function explainRole(error: unknown, role: string | undefined, database: string): unknown {
  if (!(error instanceof SluiceError) || !(error.cause instanceof DatabaseError)) return error;
  const { routine, message } = error.cause;
  // Where Postgres looks at the new value of any setting. The words are translated, the name is not.
  const isRole = role !== undefined && routine === "call_string_check_hook" && message.includes(role);
  return isRole ? compose(rolesChanged, error.cause, database) : error;
}

/** Whether a pooler refuses the settings that a session is to begin with. */
export function isRefusedOption(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === "08P01" && error.message.includes("startup parameter");
}

/**
 * The number of the parameter whose value Postgres could not read, where it says so: in the context of the error, whose
 * words are translated by `lc_messages` and whose number is not.
 */
export function refusedParameter(error: unknown): number | undefined {
  if (!(error instanceof SluiceError) || error.code !== "INVALID_VALUE") return undefined;
  if (!(error.cause instanceof DatabaseError)) return undefined;
  const number = /^[^$\n]*\$(\d+)/.exec(error.cause.where ?? "")?.[1];
  return number === undefined ? undefined : Number(number);
}

/** What a row broke, as Postgres names it. */
export interface Violation {
  readonly schema: string | undefined;
  readonly table: string | undefined;
  readonly constraint: string | undefined;
  /** Of a column that may not be null. */
  readonly column: string | undefined;
}

/** What is behind an error of class 23; undefined for any other (manual, appendix A). */
export function violationOf({ cause }: SluiceError): Violation | undefined {
  if (!(cause instanceof DatabaseError) || !cause.code?.startsWith("23")) return undefined;
  const { schema, table, constraint, column } = cause;
  return { schema, table, constraint, column };
}

/** The most characters of it that are handed on. */
const longestRaised = 1_000;

/** What `raise exception` said; undefined for any other error. PL/pgSQL's own words, as of an assertion, are not its. */
export function raisedMessage({ code, cause }: SluiceError): string | undefined {
  if (code !== "RAISED" || !(cause instanceof DatabaseError) || /^P000[^1]/.test(cause.code ?? "")) return undefined;
  return cause.message.slice(0, longestRaised);
}

/** Whether the server refuses who asks, or has no such database: asking again changes nothing. */
export function isRefused(error: unknown): boolean {
  return error instanceof DatabaseError && /^(?:28|3D000)/.test(error.code ?? "");
}

/** Whether a statement was prepared for tables that are not as they were: parsed again it may well succeed. */
export function isStalePlan(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false;
  // The first message is translated by the server's `lc_messages`, while the name of a function in its source is not.
  // The second one, of a type that is gone, never is translated. What has number 0 never was there.
  if (error.code === "0A000") return error.routine === "RevalidateCachedQuery";
  return error.code === "XX000" && /^cache lookup failed for .* [1-9]\d*$/.test(error.message);
}

/** Where Postgres looks for the language of a full text search. */
const languageReaders: ReadonlySet<string | undefined> = new Set(["get_ts_config_oid", "regconfigin"]);
const noLanguage: Verdict = {
  code: "INVALID_VALUE",
  sentence: (name) =>
    `Database "${name}" has no text search configuration of the name that was given as the language of matches.`,
};

/** Where Postgres reads a statement: a syntax error found there is ours, and no value's. */
const parsers: ReadonlySet<string | undefined> = new Set(["exec_parse_message", "scanner_yyerror"]);

function judge(error: unknown): Verdict {
  if (error instanceof DatabaseError) {
    if (isStalePlan(error)) return { code: "SCHEMA_CHANGED", retryable: true };
    const state = error.code ?? "";
    // A library that does not fit the server has no state of its own.
    if (error.routine === "internal_load_library") return behind;
    if (state === "42704" && languageReaders.has(error.routine)) return noLanguage;
    if (state === "42601" && parsers.has(error.routine)) return unforeseen;
    return states.get(state) ?? classes.get(state.slice(0, 2)) ?? (own.test(state) ? raised : unforeseen);
  }
  if (!(error instanceof Error)) return unforeseen;
  const isSocketError = "code" in error && typeof error.code === "string" && socketErrors.has(error.code);
  return isSocketError || lossOfConnection.test(error.message) ? unavailableNow : unforeseen;
}

function compose({ code, sentence, retryable }: Verdict, cause: unknown, database: string): SluiceError {
  const message = (sentence ?? sentences[code])(database);
  return new SluiceError(code, message, { database, ...(retryable && { retryable }) }, { cause });
}
