import { Client, type ClientConfig, type QueryConfig, type QueryResult } from "pg";
import type { SluiceError } from "../lib/index.ts";
import { cancelTargetOf, processIdOf } from "./cancel-target.ts";
import { startDeadline } from "./deadline.ts";
import { translateError, unavailable } from "./errors.ts";
import { InFlight, type Running } from "./in-flight.ts";
import { PreparedStatements } from "./prepared.ts";
import { cutOff, noConnection, type Unfit } from "./refusals.ts";
import { bindable, type Statement, unnamed } from "./statement.ts";
import type { StatementRun } from "./statement-tally.ts";
import { sendAhead, type TransactionSettings } from "./transaction-settings.ts";
import { guardWire } from "./wire-guard.ts";

/** How long a polite goodbye may take, in milliseconds. */
const farewell = 1_000;

export interface ConnectionOptions {
  readonly database: string;
  readonly config: ClientConfig;
  /** For connecting, and for all that makes the session ready; milliseconds, as all times. */
  readonly connectTimeout: number;
  readonly queryTimeout: number;
  readonly maxResultBytes: number;
  /** Called once, when an open connection ends other than by `close`; with when the statement began that it was running. */
  readonly onLost: (connection: Connection, since?: number) => void;
  /** Called for each statement that was answered, or failed. */
  readonly onStatement: (run: StatementRun) => void;
}

interface ExtendedQuery extends QueryConfig<unknown[]> {
  /** Without values pg would choose the simple protocol, which runs several statements at once. */
  readonly queryMode: "extended";
}

interface RunOptions<Result> {
  /** What is sent in front of it, in the same round trip. */
  readonly ahead?: Statement | undefined;
  /** How many rows it answered or affected; without it the statement is not counted. */
  readonly rows?: (result: Result) => number;
  /** What it is counted as. Default: what it is. */
  readonly counted?: Statement;
}

/** Hands a statement to pg; `answer` is called when Postgres has answered. */
export type Send<Result> = (
  client: Client,
  query: ExtendedQuery,
  answer: (error: Error | null, result: Result) => void,
) => void;

/** One `pg.Client`: opened once, runs one statement at a time, destroyed or closed once. Rejects with `SluiceError`s. */
export class Connection {
  readonly database: string;
  /** When it was last given back, by `performance.now()`. */
  idleSince = 0;
  /** When it is due to be replaced, by `performance.now()`. */
  expiresAt = Number.POSITIVE_INFINITY;
  /** How often it was lent. */
  uses = 0;
  /** Whether the server looks for its client while it works, which has to be said again after a session was cleaned. */
  checksClient = false;
  /** Whether the server refused to write, on this lease or before it. */
  refusedWrite = false;
  /** The name of what its borrower does. */
  operation: string | undefined;
  /** What its transactions are told, where a pooler may give each one another session. */
  pooled: TransactionSettings | undefined;
  /** Which statements the server should have prepared. */
  readonly prepared: PreparedStatements;
  readonly #socket = Promise.withResolvers<void>();
  readonly #options: ConnectionOptions;
  readonly #client: Client;
  readonly #inFlight: InFlight;
  #end: SluiceError | undefined;

  constructor(options: ConnectionOptions) {
    const { config, database, queryTimeout, maxResultBytes } = options;
    this.database = database;
    this.#options = options;
    this.#client = new Client(config);
    this.prepared = new PreparedStatements(this.#client.connection);
    this.#inFlight = new InFlight({
      database,
      queryTimeout,
      maxResultBytes,
      target: () => cancelTargetOf(this.#client, config),
      onGivenUp: (reason) => this.destroy(reason),
    });
    // One loss can be reported several times, and an `error` that nobody listens to ends the process.
    this.#client.on("error", (error) => this.destroy(unavailable(error, database)));
    this.#client.on("end", this.#socket.resolve);
  }

  /** Resolves when the socket is closed. */
  get closed(): Promise<void> {
    return this.#socket.promise;
  }

  get unfit(): Unfit | undefined {
    if (this.#end) return "lost";
    if (this.#inFlight.isBusy) return "busy";
    return this.isInTransaction ? "transaction" : undefined;
  }

  get isInTransaction(): boolean {
    return this.#client.getTransactionStatus() !== "I";
  }

  /** What ended the connection. */
  get end(): SluiceError | undefined {
    return this.#end;
  }

  /** The server process that the connection was told to have; undefined before it is open. */
  get processId(): number | undefined {
    return processIdOf(this.#client);
  }

  /** Connects. `prepare` makes the session ready; where it rejects, the connection ends. */
  async open(prepare: () => Promise<unknown>): Promise<void> {
    const { database } = this;
    const { connectTimeout } = this.#options;
    const stop = startDeadline(connectTimeout, () => this.destroy(noConnection(database, connectTimeout)));
    try {
      await this.#connect();
      await this.untilEnd(prepare());
    } catch (error) {
      this.destroy(unavailable(error, database));
      throw this.#end ?? error;
    } finally {
      stop();
    }
  }

  /** Settles as `work` does, or rejects with what ended the connection, whichever comes first. */
  untilEnd<Result>(work: Promise<Result>): Promise<Result> {
    const ended = this.closed.then(() => Promise.reject(this.#end ?? cutOff(this.database)));
    return Promise.race([work, ended]);
  }

  /** Sends one statement, once. Rejects with a `TypeError` for values that cannot be bound. */
  run<Result>(
    statement: Statement,
    send: Send<Result>,
    { ahead, rows, counted = statement }: RunOptions<Result> = {},
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#end) return reject(this.#end);
      const query = this.#prepare(statement);
      const since = performance.now();
      const count = (error: SluiceError | undefined, answered: number) => {
        const ms = performance.now() - since;
        if (rows)
          this.#options.onStatement({ statement: counted, operation: this.operation, ms, error, rows: answered });
      };
      const running: Running = {
        since,
        reject(error) {
          count(error, 0);
          reject(error);
        },
      };
      this.#inFlight.start(running, statement.maxBytes);
      const onAnswer = (error: Error | null, result: Result) => {
        // A statement may be answered twice (pg does so after a value it cannot convert), or after its end.
        if (!this.#inFlight.is(running) || running.error) return;
        if (!error) {
          return this.#inFlight.settle(running, () => {
            const own = ahead ? lastOf(result) : result;
            count(undefined, rows?.(own) ?? 0);
            resolve(own);
          });
        }
        // Whether Postgres got to what was ahead is not known.
        if (ahead?.name !== undefined) this.prepared.forget(ahead.name);
        const translated = translateError(error, this.database);
        running.error = translated;
        if (translated.code === "READ_ONLY") this.refusedWrite = true;
        // Postgres says later that it is ready: until then the state of the transaction is unknown.
        const refuse = () => running.reject(running.cancellation?.reason ?? translated);
        this.#client.once("drain", () => this.#inFlight.settle(running, refuse));
      };
      if (ahead) this.#sendAhead(ahead, () => send(this.#client, query, onAnswer));
      else send(this.#client, query, onAnswer);
    });
  }

  /**
   * Sends several statements at once, whose answers nobody reads, and which are not counted. Only for text of our own:
   * nothing can be bound.
   */
  async script(text: string): Promise<void> {
    await this.run<unknown>({ text }, (client, _, answer) => client.query(text, answer));
  }

  /** The same, and answers the first row of the last statement. */
  async ask(text: string): Promise<Record<string, unknown> | undefined> {
    const send: Send<QueryResult | QueryResult[]> = (client, _, answer) => client.query(text, answer);
    const result = await this.run({ text }, send);
    return (Array.isArray(result) ? result.at(-1) : result)?.rows[0];
  }

  /** Forgets all prepared statements, here and on the server. */
  async unprepare(): Promise<void> {
    await this.script("deallocate all");
    this.prepared.clear();
  }

  /** Rejects, and ends the connection, where it does not answer this in time. */
  async probe(text: string, timeout: number): Promise<void> {
    const stop = startDeadline(timeout, () => this.destroy(noConnection(this.database, timeout)));
    try {
      await this.script(text);
    } finally {
      stop();
    }
  }

  /** Asks the server to end what runs, as `InFlight.cancel` does. */
  cancel(reason: SluiceError): void {
    this.#inFlight.cancel(reason);
  }

  /** The same, then destroys the connection: the server is not left working for nobody. */
  async abandon(reason: SluiceError): Promise<void> {
    const ended = this.#inFlight.whenEnded();
    if (ended) {
      this.cancel(reason);
      await ended;
    }
    this.destroy(reason);
  }

  /** Ends the connection at once, whatever it is doing; what is running is rejected with `reason`. */
  destroy(reason: SluiceError): void {
    if (this.#end) return;
    this.#end = reason;
    // Not `end()`: it would wait for a server that may never answer.
    this.#client.connection.stream.destroy();
    this.#options.onLost(this, this.#inFlight.end(reason));
  }

  /** Says goodbye to the server where that is possible, and destroys the connection where it is not. */
  close(): void {
    const reason = cutOff(this.database);
    if (this.unfit) {
      this.destroy(reason);
      return;
    }
    this.#end = reason;
    this.#inFlight.end(reason);
    const stop = startDeadline(farewell, () => this.#client.connection.stream.destroy());
    this.#client.end(stop);
  }

  #connect(): Promise<void> {
    const { database } = this;
    return new Promise((resolve, reject) => {
      const running: Running = { since: performance.now(), reject };
      this.#inFlight.connect(running);
      const onAnswer = (error: Error | null) => {
        if (error) return this.destroy(unavailable(error, database));
        // Before pg's own listener: an answer must not be delivered by the chunk that makes it too large.
        this.#client.connection.stream.prependListener("data", (chunk: Buffer) => this.#inFlight.count(chunk.length));
        this.#inFlight.settle(running, resolve);
      };
      try {
        this.#client.connect(onAnswer);
        const isSecure = Boolean(this.#options.config.ssl);
        guardWire(this.#client.connection, isSecure, (error) => this.destroy(unavailable(error, database)));
      } catch (error) {
        // A port beyond 65535, for one: there never was a socket, and pg will report no end of it.
        this.destroy(unavailable(error, database));
        this.#socket.resolve();
      }
    });
  }

  #sendAhead(ahead: Statement, send: () => void): void {
    const { name } = ahead;
    const isPrepared = this.prepared.has(name);
    const isNamed = name !== undefined && this.prepared.use(name);
    sendAhead(this.#client.connection, isNamed ? ahead : unnamed(ahead), isPrepared, send);
  }

  /** Throws a `TypeError` for values that cannot be bound. */
  #prepare({ text, values, name }: Statement): ExtendedQuery {
    const bound = values && bindable(values);
    const isNamed = name !== undefined && this.prepared.use(name);
    // One object of one shape: this is on the way of every statement.
    const query: ExtendedQuery = { text, queryMode: "extended", name: isNamed ? name : undefined };
    if (bound) query.values = bound;
    return query;
  }
}

/** pg answers with a list where there was more than one statement. */
function lastOf<Result>(result: Result): Result {
  return Array.isArray(result) ? result.at(-1) : result;
}
