import type { Connection, Unfit } from "./connection.ts";
import type { Statement } from "./statement.ts";

/**
 * A connection for the time of one piece of work. Statements run one after the other, in the order of the calls.
 * Everything rejects with a `SluiceError` where the database or the connection failed; with a `TypeError` for values
 * that cannot be bound; with an `Error` after the work has ended.
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
}

const settled = Promise.resolve();

export class ConnectionLease implements Lease {
  readonly database: string;
  readonly #connection: Connection;
  #hasEnded = false;
  #unfinished = 0;
  #last: Promise<unknown> = settled;
  readonly #finish = () => {
    this.#unfinished -= 1;
  };

  constructor(connection: Connection, database: string) {
    this.database = database;
    this.#connection = connection;
  }

  query<Row extends Record<string, unknown>>(statement: Statement): Promise<readonly Row[]> {
    return this.#inTurn(
      () => this.#connection.objects<Row>(statement),
      ({ rows }) => rows,
    );
  }

  one<Row extends Record<string, unknown>>(statement: Statement): Promise<Row | undefined> {
    return this.#inTurn(
      () => this.#connection.objects<Row>(statement),
      ({ rows }) => rows[0],
    );
  }

  value(statement: Statement): Promise<unknown> {
    // As arrays: an object would put a column named `1` first.
    return this.#inTurn(
      () => this.#connection.arrays(statement),
      ({ rows }) => rows[0]?.[0],
    );
  }

  command(statement: Statement): Promise<number> {
    return this.#inTurn(
      () => this.#connection.arrays(statement),
      ({ rowCount }) => rowCount ?? 0,
    );
  }

  /** No statement starts from now on. Answers what the work left behind that keeps the connection from being lent on. */
  end(): Unfit | undefined {
    this.#hasEnded = true;
    return this.#unfinished > 0 && !this.#connection.end ? "busy" : this.#connection.unfit;
  }

  #inTurn<Answer, Result>(send: () => Promise<Answer>, read: (answer: Answer) => Result): Promise<Result> {
    const start = () => (this.#hasEnded ? Promise.reject(usedAfterEnd(this.database)) : send());
    const answer = this.#unfinished === 0 ? start() : this.#last.then(start, start);
    this.#unfinished += 1;
    const result = answer.then(read);
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
