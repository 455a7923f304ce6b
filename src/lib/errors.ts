/**
 * Every code that a client can meet in `extensions.code`. The list, the headings of `docs/errors.md` and the
 * codes thrown in `src/` are held equal by `test/unit/lib/errors.test.ts`.
 */
export const errorCodes = [
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "INVALID_VALUE",
  "UNAUTHENTICATED",
  "AUTHENTICATION_UNAVAILABLE",
  "FORBIDDEN",
  "UNIQUE_VIOLATION",
  "FOREIGN_KEY_VIOLATION",
  "NOT_NULL_VIOLATION",
  "CHECK_VIOLATION",
  "EXCLUSION_VIOLATION",
  "RAISED",
  "PRECONDITION_FAILED",
  "SERIALIZATION_FAILURE",
  "DEADLOCK_DETECTED",
  "STATEMENT_TIMEOUT",
  "LOCK_TIMEOUT",
  "READ_ONLY",
  "SCHEMA_CHANGED",
  "RESULT_TOO_LARGE",
  "POOL_EXHAUSTED",
  "POOL_CLOSED",
  "CIRCUIT_OPEN",
  "DATABASE_UNAVAILABLE",
  "TRANSACTION_ABORTED",
  "COMMIT_OUTCOME_UNKNOWN",
  "CROSS_DATABASE_MUTATION",
  "LIMIT_EXCEEDED",
  "REQUEST_ABORTED",
  "INTERNAL_SERVER_ERROR",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What code can handle beside `code`; each key is left out where it does not apply. */
export interface ErrorDetails {
  /** The database as the configuration names it. */
  readonly database?: string;
  /** The limit that was exceeded, as the configuration names it. */
  readonly limit?: string;
  /** The constraint that a row broke, where all of its columns are exposed. */
  readonly constraint?: string;
  /** The fields of these columns. */
  readonly columns?: readonly string[];
  /** The row as it is, where it was expected to be another version. */
  readonly current?: unknown;
  /** The databases in which the operation was committed, although it failed in another one. */
  readonly committed?: readonly string[];
  /** The databases that the operation would write. */
  readonly databases?: readonly string[];
  /** What Postgres calls the failure of SQL that was sent as it is. */
  readonly sqlState?: string;
  /** True where the same request may succeed when it is sent again. */
  readonly retryable?: boolean;
}

/**
 * An error that was meant: its message is written for the client, says what was wrong and what to do, and holds no SQL,
 * no value of a row, no hidden name and no credential. Everything else is masked at the server.
 */
export class SluiceError extends Error {
  override readonly name = "SluiceError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
  }

  /** graphql-js copies `extensions` of a thrown error into the answer (GraphQL over HTTP, section "Errors"). */
  get extensions(): Record<string, unknown> {
    return { code: this.code, ...this.details };
  }
}

/** One thing that keeps the gateway from starting. `path` is where to look: `databases.shop.url`, `links[0].to`. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** The gateway cannot start. Holds every problem found, not the first one. */
export class StartError extends Error {
  override readonly name = "StartError";
  readonly problems: readonly Problem[];

  constructor(title: string, problems: readonly Problem[]) {
    super([title, ...problems.map(({ path, message }) => `  ${path ? `${path}: ` : ""}${message}`)].join("\n"));
    this.problems = problems;
  }
}
