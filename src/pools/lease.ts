import type { SluiceError } from "../lib/index.ts";
import type { BorrowOptions } from "./borrow-options.ts";
import type { Connection } from "./connection.ts";
import { aborted, cutOff, transactionAborted, type Unfit } from "./refusals.ts";
import { queryArrays, queryObjects, queryTexts } from "./run-statement.ts";
import { asksForRollback, type Statement } from "./statement.ts";
import { labelOf, shortName } from "./statement-label.ts";
import { settingsOf, type TransactionSettings } from "./transaction-settings.ts";

/**
 * A connection for the time of one piece of work. Statements run one after the other, in the order of the calls.
 * Everything rejects with a `SluiceError` where the database or the connection failed, or the signal aborted; with a
 * `TypeError` for values that cannot be bound; with an `Error` after the work has ended.
 *
 * bool, int2, int4, oid, float4 and float8 arrive as JavaScript's own; everything else as the text Postgres printed.
 */
export interface Lease {
  readonly database: string;
  query<Row extends Record<string, unknown>>(statement: Statement): Promise<readonly Row[]>;
  /** The first row. */
  one<Row extends Record<string, unknown>>(statement: Statement): Promise<Row | undefined>;
  /** The first column of the first row; undefined without rows. */
  value(statement: Statement): Promise<unknown>;
  /** The number of rows that were affected. */
  command(statement: Statement): Promise<number>;
  /** Everything that the statement answered, with columns that may share a name. */
  table(statement: Statement): Promise<Table>;
}

/** The answer of a statement as Postgres printed it. */
export interface Table {
  /** What Postgres says that it did: `SELECT`, `UPDATE`. */
  readonly command: string;
  /** Rows that were answered, or affected; undefined for what knows no rows. */
  readonly count: number | undefined;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A lease that is held. */
export interface LeaseSnapshot {
  readonly since: Date;
  readonly ms: number;
  readonly isInTransaction: boolean;
  /** The name of what it is for, where that was said. */
  readonly operation: string | undefined;
  /** The statement that runs, or ran last, without its values; undefined where there was none. */
  readonly statement: string | undefined;
}

const settled = Promise.resolve();

export class ConnectionLease implements Lease {
  readonly database: string;
  /** When it began, by `performance.now()`. */
  readonly since = performance.now();
  readonly #connection: Connection;
  readonly #signal: AbortSignal | undefined;
  readonly #settings: TransactionSettings | undefined;
  #isDirty = false;
  #isSpent = false;
  #lastStatement: Statement | undefined;
  #hasEnded = false;
  #abortion: SluiceError | undefined;
  #unfinished = 0;
  #last: Promise<unknown> = settled;
  readonly #finish = () => {
    this.#unfinished -= 1;
  };
  readonly #onAbort = () => this.abort(aborted(this.database, this.#signal?.reason));

  constructor(connection: Connection, database: string, { signal, operation, as }: BorrowOptions = {}) {
    this.database = database;
    this.#connection = connection;
    connection.operation = operation;
    this.#signal = signal;
    this.#settings = as && settingsOf(as);
    // It may have aborted while the connection was on its way, and tells nobody twice.
    if (signal?.aborted) this.#onAbort();
    else signal?.addEventListener("abort", this.#onAbort);
  }

  /** The text of the statement that was sent last, as operators may see it. */
  get lastStatement(): string | undefined {
    return this.#lastStatement && labelOf(this.#lastStatement);
  }

  /** @param now by `performance.now()`. */
  snapshot(now: number): LeaseSnapshot {
    const ms = now - this.since;
    const { operation, isInTransaction } = this.#connection;
    return {
      since: new Date(Date.now() - ms),
      ms,
      isInTransaction,
      operation: operation === undefined ? undefined : shortName(operation),
      statement: this.lastStatement,
    };
  }

  /** Whether a statement may have changed the session. */
  get isDirty(): boolean {
    return this.#isDirty;
  }

  query<Row extends Record<string, unknown>>(statement: Statement): Promise<readonly Row[]> {
    return this.#inTurn(
      statement,
      () => queryObjects<Row>(this.#connection, statement, this.#settings),
      ({ rows }) => rows,
    );
  }

  one<Row extends Record<string, unknown>>(statement: Statement): Promise<Row | undefined> {
    return this.#inTurn(
      statement,
      () => queryObjects<Row>(this.#connection, statement, this.#settings),
      ({ rows }) => rows[0],
    );
  }

  value(statement: Statement): Promise<unknown> {
    // As arrays: an object would put a column named `1` first.
    return this.#inTurn(
      statement,
      () => queryArrays(this.#connection, statement, this.#settings),
      ({ rows }) => rows[0]?.[0],
    );
  }

  command(statement: Statement): Promise<number> {
    return this.#inTurn(
      statement,
      () => queryArrays(this.#connection, statement, this.#settings),
      ({ rowCount }) => rowCount ?? 0,
    );
  }

  table(statement: Statement): Promise<Table> {
    return this.#inTurn(
      statement,
      () => queryTexts(this.#connection, statement, this.#settings),
      ({ command, rowCount, fields, rows }) => ({
        command,
        count: rowCount ?? undefined,
        columns: fields.map(({ name }) => name),
        rows,
      }),
    );
  }

  /** Cancels what runs; it and everything that is called later rejects with `reason`. */
  abort(reason: SluiceError): void {
    if (this.#hasEnded || this.#abortion) return;
    this.#abortion = reason;
    this.#connection.cancel(reason);
  }

  /** Why nothing runs any more. */
  get abortion(): SluiceError | undefined {
    return this.#abortion;
  }

  /** What ended the connection. */
  get lost(): SluiceError | undefined {
    return this.#connection.end;
  }

  /** Whether a statement runs, or waits for its turn. */
  get isBusy(): boolean {
    return this.#unfinished > 0;
  }

  /**
   * Commits, whoever leaves meanwhile. Answers what the server says it did: `COMMIT`, or `ROLLBACK`. No statement starts from
   * now on: behind the commit it would be in no transaction.
   */
  async commit(): Promise<string> {
    this.#hasEnded = true;
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#lastStatement = { text: "commit" };
    const { command } = await queryArrays(this.#connection, this.#lastStatement);
    return command;
  }

  /** Ends what runs, and undoes the transaction if there is one. Never rejects: where it fails the pool finds out. */
  async rollBack(): Promise<void> {
    this.abort(cutOff(this.database));
    await this.#last.catch(() => {});
    if (this.#connection.unfit === "transaction")
      await queryArrays(this.#connection, { text: "rollback" }).catch(() => {});
  }

  /** No statement starts from now on. Answers what the work left behind that keeps the connection from being lent on. */
  end(): Unfit | undefined {
    this.#hasEnded = true;
    this.#signal?.removeEventListener("abort", this.#onAbort);
    if (this.#unfinished > 0 && !this.#connection.end) return "busy";
    return this.#connection.unfit ?? (this.#isSpent ? "unclean" : undefined);
  }

  #inTurn<Answer extends { readonly command: string }, Result>(
    statement: Statement,
    send: () => Promise<Answer>,
    read: (answer: Answer) => Result,
  ): Promise<Result> {
    const { effects = "session", text } = statement;
    const start = () => {
      if (this.#hasEnded) return Promise.reject(usedAfterEnd(this.database));
      if (this.#abortion) return Promise.reject(this.#abortion);
      if (effects === "session") this.#isDirty = true;
      if (effects === "unknown") this.#isSpent = true;
      this.#lastStatement = statement;
      return send();
    };
    const answer = this.#unfinished === 0 ? start() : this.#last.then(start, start);
    this.#unfinished += 1;
    const result = answer.then((given) => {
      // What Postgres says of a transaction that had failed, where it was told to commit.
      if (given.command === "ROLLBACK" && !asksForRollback(text)) throw transactionAborted(this.database);
      return read(given);
    });
    this.#last = result;
    // Before any caller learns of the result; and a caller who forgot to listen must not end the process: the pool
    // reports a statement that outlives its work.
    result.then(this.#finish, this.#finish);
    return result;
  }
}

function usedAfterEnd(database: string): Error {
  return new Error(
    `A lease of database "${database}" was used after its work had ended. Await every statement inside the work.`,
  );
}
