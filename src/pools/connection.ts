import { Client, type ClientConfig, type QueryArrayResult, type QueryConfig, type QueryResult } from "pg";
import { SluiceError } from "../lib/index.ts";
import { startDeadline } from "./deadline.ts";
import { isStalePlan, translateError, unavailable } from "./errors.ts";
import { PreparedStatements } from "./prepared.ts";
import { bindable, type Statement } from "./statement.ts";

/** How long a polite goodbye may take, in milliseconds. */
const farewell = 1_000;

export interface ConnectionOptions {
  readonly database: string;
  readonly config: ClientConfig;
  readonly queryTimeout: number;
  readonly maxResultBytes: number;
  /** Called once, when an open connection ends other than by `close`. */
  readonly onLost: (connection: Connection) => void;
}

/** Why a connection cannot be lent on. */
export type Unfit = "lost" | "busy" | "transaction";

/** What is under way on the connection: the attempt to connect, or one statement. */
interface Running {
  /** Answered by the server, which has yet to say that it is ready again. */
  error?: SluiceError;
  readonly reject: (error: SluiceError) => void;
}

interface ExtendedQuery extends QueryConfig<unknown[]> {
  /** Without values pg would choose the simple protocol, which runs several statements at once. */
  readonly queryMode: "extended";
}

/** Hands a statement to pg; `answer` is called when Postgres has answered. */
type Send<Result> = (query: ExtendedQuery, answer: (error: Error | null, result: Result) => void) => void;

/** One `pg.Client`: opened once, runs one statement at a time, destroyed or closed once. Rejects with `SluiceError`s. */
export class Connection {
  /** When it was last given back, by `performance.now()`. */
  idleSince = 0;
  readonly #socket = Promise.withResolvers<void>();
  readonly #options: ConnectionOptions;
  readonly #client: Client;
  readonly #prepared: PreparedStatements;
  #running: Running | undefined;
  #end: SluiceError | undefined;
  #received = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#client = new Client(options.config);
    this.#prepared = new PreparedStatements(this.#client.connection);
    // One loss can be reported several times, and an `error` that nobody listens to ends the process.
    this.#client.on("error", (error) => this.destroy(unavailable(error, options.database)));
    this.#client.on("end", this.#socket.resolve);
  }

  /** Resolves when the socket is closed. */
  get closed(): Promise<void> {
    return this.#socket.promise;
  }

  get unfit(): Unfit | undefined {
    if (this.#end) return "lost";
    if (this.#running) return "busy";
    return this.#client.getTransactionStatus() === "I" ? undefined : "transaction";
  }

  /** What ended the connection. */
  get end(): SluiceError | undefined {
    return this.#end;
  }

  open(): Promise<void> {
    const { database } = this.#options;
    return new Promise((resolve, reject) => {
      this.#running = { reject };
      const onAnswer = (error: Error | null) => {
        if (error) return this.destroy(unavailable(error, database));
        // Before pg's own listener: an answer must not be delivered by the chunk that makes it too large.
        this.#client.connection.stream.prependListener("data", (chunk: Buffer) => this.#count(chunk.length));
        this.#running = undefined;
        resolve();
      };
      try {
        this.#client.connect(onAnswer);
      } catch (error) {
        // A port beyond 65535, for one: there never was a socket, and pg will report no end of it.
        this.destroy(unavailable(error, database));
        this.#socket.resolve();
      }
    });
  }

  objects<Row extends Record<string, unknown>>(statement: Statement): Promise<QueryResult<Row>> {
    return this.#run<QueryResult<Row>>(statement, (query, answer) => this.#client.query<Row>(query, answer));
  }

  arrays(statement: Statement): Promise<QueryArrayResult<unknown[]>> {
    return this.#run<QueryArrayResult<unknown[]>>(statement, (query, answer) => {
      this.#client.query<unknown[]>({ ...query, rowMode: "array" }, answer);
    });
  }

  /** Ends the connection at once, whatever it is doing; what is running is rejected with `reason`. */
  destroy(reason: SluiceError): void {
    if (this.#end) return;
    this.#end = reason;
    // Not `end()`: it would wait for a server that may never answer.
    this.#client.connection.stream.destroy();
    const running = this.#running;
    this.#running = undefined;
    running?.reject(running.error ?? reason);
    this.#options.onLost(this);
  }

  /** Says goodbye to the server where that is possible, and destroys the connection where it is not. */
  close(): void {
    const reason = cutOff(this.#options.database);
    if (this.unfit) {
      this.destroy(reason);
      return;
    }
    this.#end = reason;
    const stop = startDeadline(farewell, () => this.#client.connection.stream.destroy());
    this.#client.end(stop);
  }

  #run<Result>(statement: Statement, send: Send<Result>): Promise<Result> {
    const { name } = statement;
    if (name === undefined || !this.#prepared.has(name)) return this.#runOnce(statement, send);
    return this.#runOnce(statement, send).catch((error: unknown) => {
      if (!(error instanceof SluiceError) || !isStalePlan(error.cause)) throw error;
      this.#prepared.forget(name);
      // Outside a transaction what failed has left no trace. Inside, nothing can run any more.
      if (this.unfit) throw error;
      return this.#runOnce(statement, send);
    });
  }

  #runOnce<Result>(statement: Statement, send: Send<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#end) return reject(this.#end);
      const query = this.#prepare(statement);
      const { database, queryTimeout } = this.#options;
      const stop = startDeadline(queryTimeout, () => this.destroy(tooSlow(database, queryTimeout)));
      const running: Running = {
        reject(error) {
          stop();
          reject(error);
        },
      };
      this.#running = running;
      this.#received = 0;
      send(query, (error, result) => {
        // A statement may be answered twice (pg does so after a value it cannot convert), or after its end.
        if (this.#running !== running || running.error) return;
        if (error) return this.#refuse(running, error);
        stop();
        this.#running = undefined;
        resolve(result);
      });
    });
  }

  /** Postgres sends the error first and later that it is ready: until then the state of the transaction is unknown. */
  #refuse(running: Running, error: Error): void {
    const translated = translateError(error, this.#options.database);
    running.error = translated;
    this.#client.once("drain", () => {
      if (this.#running !== running) return;
      this.#running = undefined;
      running.reject(translated);
    });
  }

  /** Throws a `TypeError` for values that cannot be bound. */
  #prepare({ text, values, name }: Statement): ExtendedQuery {
    const bound = values && bindable(values);
    const isNamed = name !== undefined && this.#prepared.use(name);
    return { text, queryMode: "extended", ...(bound && { values: bound }), ...(isNamed && { name }) };
  }

  #count(bytes: number): void {
    this.#received += bytes;
    const { database, maxResultBytes } = this.#options;
    if (this.#received > maxResultBytes) this.destroy(tooLarge(database, maxResultBytes));
  }
}

function tooSlow(database: string, ms: number): SluiceError {
  const message = `Database "${database}" did not answer within ${ms} ms.`;
  return new SluiceError("STATEMENT_TIMEOUT", message, { database, limit: "queryTimeout" });
}

function tooLarge(database: string, bytes: number): SluiceError {
  const message = `The answer of database "${database}" is larger than ${bytes} bytes. Ask for fewer rows or fields.`;
  return new SluiceError("RESULT_TOO_LARGE", message, { database, limit: "maxResultBytes" });
}

function cutOff(database: string): SluiceError {
  const message = `A statement of database "${database}" was cut off: the work that sent it had ended.`;
  return new SluiceError("REQUEST_ABORTED", message, { database });
}
