import { Client, type ClientConfig, type QueryArrayResult, type QueryConfig, type QueryResult } from "pg";
import { SluiceError } from "../lib/index.ts";
import { cancelTargetOf, processIdOf } from "./cancel-target.ts";
import { Cancellation } from "./cancellation.ts";
import { startDeadline } from "./deadline.ts";
import { explainRole, isStalePlan, translateError, unavailable } from "./errors.ts";
import { PreparedStatements } from "./prepared.ts";
import { cutOff, noConnection, tooLarge, tooSlow, type Unfit } from "./refusals.ts";
import { beginsTransaction, bindable, type Statement, unnamed } from "./statement.ts";
import { StatementClock } from "./statement-clock.ts";
import type { StatementRun } from "./statement-tally.ts";
import { sendAhead, setForTransaction, type TransactionSettings } from "./transaction-settings.ts";
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

/** What is under way on the connection: the attempt to connect, or one statement. */
interface Running {
  /** When it began, by `performance.now()`. */
  readonly since: number;
  readonly reject: (error: SluiceError) => void;
  /** The server's answer, while it has yet to say that it is ready again. */
  error?: SluiceError;
  cancellation?: Cancellation;
  onEnd?: () => void;
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

const asArrays = { rowMode: "array" } as const;
const asTexts = { ...asArrays, types: { getTypeParser: () => (text: string) => text } };

/** Hands a statement to pg; `answer` is called when Postgres has answered. */
type Send<Result> = (query: ExtendedQuery, answer: (error: Error | null, result: Result) => void) => void;

/** One `pg.Client`: opened once, runs one statement at a time, destroyed or closed once. Rejects with `SluiceError`s. */
export class Connection {
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
  readonly #socket = Promise.withResolvers<void>();
  readonly #options: ConnectionOptions;
  readonly #client: Client;
  readonly #prepared: PreparedStatements;
  readonly #clock: StatementClock;
  #running: Running | undefined;
  #end: SluiceError | undefined;
  #received = 0;
  /** How many bytes the answer of what runs may have. */
  #mostReceived: number;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#mostReceived = options.maxResultBytes;
    this.#client = new Client(options.config);
    this.#prepared = new PreparedStatements(this.#client.connection);
    const { database, queryTimeout } = options;
    this.#clock = new StatementClock(queryTimeout, () => this.cancel(tooSlow(database, queryTimeout)));
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
    const { database, connectTimeout } = this.#options;
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
    const ended = this.closed.then(() => Promise.reject(this.#end ?? cutOff(this.#options.database)));
    return Promise.race([work, ended]);
  }

  /** @param own settings of the transaction that the statement is, or begins; one that runs has its own already. */
  objects<Row extends Record<string, unknown>>(
    statement: Statement,
    own?: TransactionSettings,
  ): Promise<QueryResult<Row>> {
    return this.#run<QueryResult<Row>>(statement, own, (query, answer) => this.#client.query<Row>(query, answer));
  }

  arrays(statement: Statement, own?: TransactionSettings): Promise<QueryArrayResult<unknown[]>> {
    return this.#run<QueryArrayResult<unknown[]>>(statement, own, (query, answer) => {
      this.#client.query<unknown[]>(Object.assign(query, asArrays), answer);
    });
  }

  /** The same, with every value as the text that Postgres printed. */
  texts(statement: Statement, own?: TransactionSettings): Promise<QueryArrayResult<(string | null)[]>> {
    return this.#run<QueryArrayResult<(string | null)[]>>(statement, own, (query, answer) => {
      this.#client.query<(string | null)[]>(Object.assign(query, asTexts), answer);
    });
  }

  /**
   * Sends several statements at once, whose answers nobody reads, and which are not counted. Only for text of our own:
   * nothing can be bound.
   */
  async script(text: string): Promise<void> {
    await this.#runOnce<unknown>({ text }, (_, answer) => this.#client.query(text, answer));
  }

  /** The same, and answers the first row of the last statement. */
  async ask(text: string): Promise<Record<string, unknown> | undefined> {
    const send: Send<QueryResult | QueryResult[]> = (_, answer) => this.#client.query(text, answer);
    const result = await this.#runOnce({ text }, send);
    return (Array.isArray(result) ? result.at(-1) : result)?.rows[0];
  }

  /** How many statements the server should have prepared. */
  get prepared(): number {
    return this.#prepared.size;
  }

  /** Forgets all prepared statements, here and on the server. */
  async unprepare(): Promise<void> {
    await this.script("deallocate all");
    this.#prepared.clear();
  }

  /** Rejects, and ends the connection, where it does not answer this in time. */
  async probe(text: string, timeout: number): Promise<void> {
    const stop = startDeadline(timeout, () => this.destroy(noConnection(this.#options.database, timeout)));
    try {
      await this.script(text);
    } finally {
      stop();
    }
  }

  /**
   * Asks the server to end what runs, which then rejects with `reason`: when the request can hit nothing that runs later,
   * or with the connection's end where the server does not act in time.
   */
  cancel(reason: SluiceError): void {
    const running = this.#running;
    if (!running || running.cancellation) return;
    const target = cancelTargetOf(this.#client, this.#options.config);
    if (target) running.cancellation = new Cancellation(target, reason, () => this.destroy(reason));
    else this.destroy(reason);
  }

  /** The same, then destroys the connection: the server is not left working for nobody. */
  async abandon(reason: SluiceError): Promise<void> {
    const running = this.#running;
    if (running) {
      const ended = new Promise<void>((resolve) => {
        running.onEnd = resolve;
      });
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
    this.#clock.end();
    const running = this.#running;
    this.#running = undefined;
    running?.cancellation?.stop();
    running?.reject(running.cancellation?.reason ?? running.error ?? reason);
    running?.onEnd?.();
    this.#options.onLost(this, running?.since);
  }

  /** Says goodbye to the server where that is possible, and destroys the connection where it is not. */
  close(): void {
    const reason = cutOff(this.#options.database);
    if (this.unfit) {
      this.destroy(reason);
      return;
    }
    this.#end = reason;
    this.#clock.end();
    const stop = startDeadline(farewell, () => this.#client.connection.stream.destroy());
    this.#client.end(stop);
  }

  #connect(): Promise<void> {
    const { database } = this.#options;
    return new Promise((resolve, reject) => {
      this.#running = { since: performance.now(), reject };
      const onAnswer = (error: Error | null) => {
        if (error) return this.destroy(unavailable(error, database));
        // Before pg's own listener: an answer must not be delivered by the chunk that makes it too large.
        this.#client.connection.stream.prependListener("data", (chunk: Buffer) => this.#count(chunk.length));
        this.#running = undefined;
        resolve();
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

  #run<Result extends Counted>(
    statement: Statement,
    own: TransactionSettings | undefined,
    send: Send<Result>,
  ): Promise<Result> {
    if (!(own ?? this.pooled) || this.isInTransaction) return this.#runPrepared(statement, send);
    const settings = setForTransaction({ ...own, ...this.pooled });
    // Nothing may come before what a transaction is to be like.
    const answer = beginsTransaction(statement)
      ? this.#runOnce(unnamed(settings), send, { ahead: statement, rows: rowsOf, counted: statement })
      : this.#runPrepared(statement, send, this.pooled ? unnamed(settings) : settings);
    return answer.catch((error: unknown) => {
      throw explainRole(error, own?.role, this.#options.database);
    });
  }

  #runPrepared<Result extends Counted>(statement: Statement, send: Send<Result>, ahead?: Statement): Promise<Result> {
    const { name } = statement;
    // What is prepared in one session is not there in the next one.
    if (name === undefined || this.pooled) return this.#runOnce(unnamed(statement), send, { ahead, rows: rowsOf });
    const isPrepared = this.#prepared.has(name);
    if (!isPrepared && !ahead) return this.#runOnce(statement, send, { rows: rowsOf });
    return this.#runOnce(statement, send, { ahead, rows: rowsOf }).catch((error: unknown) => {
      // pg takes what was ahead for the statement itself, and that for prepared, whether Postgres got to it or not.
      if (ahead) this.#prepared.forget(name);
      if (!isPrepared || !(error instanceof SluiceError) || !isStalePlan(error.cause)) throw error;
      this.#prepared.forget(name);
      // Outside a transaction what failed has left no trace. Inside, nothing can run any more.
      if (this.unfit) throw error;
      return this.#runOnce(statement, send, { ahead, rows: rowsOf });
    });
  }

  #runOnce<Result>(
    statement: Statement,
    send: Send<Result>,
    { ahead, rows, counted = statement }: RunOptions<Result> = {},
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#end) return reject(this.#end);
      const query = this.#prepare(statement);
      const { database } = this.#options;
      const since = performance.now();
      this.#clock.start(since);
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
      this.#running = running;
      this.#received = 0;
      this.#mostReceived = Math.min(statement.maxBytes ?? Number.POSITIVE_INFINITY, this.#options.maxResultBytes);
      const onAnswer = (error: Error | null, result: Result) => {
        // A statement may be answered twice (pg does so after a value it cannot convert), or after its end.
        if (this.#running !== running || running.error) return;
        if (!error) {
          return this.#settle(running, () => {
            const own = ahead ? lastOf(result) : result;
            count(undefined, rows?.(own) ?? 0);
            resolve(own);
          });
        }
        // Whether Postgres got to what was ahead is not known.
        if (ahead?.name !== undefined) this.#prepared.forget(ahead.name);
        const translated = translateError(error, database);
        running.error = translated;
        if (translated.code === "READ_ONLY") this.refusedWrite = true;
        // Postgres says later that it is ready: until then the state of the transaction is unknown.
        const refuse = () => running.reject(running.cancellation?.reason ?? translated);
        this.#client.once("drain", () => this.#settle(running, refuse));
      };
      if (ahead) this.#sendAhead(ahead, () => send(query, onAnswer));
      else send(query, onAnswer);
    });
  }

  #sendAhead(ahead: Statement, send: () => void): void {
    const { name } = ahead;
    const isPrepared = this.#prepared.has(name);
    const isNamed = name !== undefined && this.#prepared.use(name);
    sendAhead(this.#client.connection, isNamed ? ahead : unnamed(ahead), isPrepared, send);
  }

  /** Ends a statement that the server has finished with, unless a request to cancel it could still hit the next one. */
  #settle(running: Running, end: () => void): void {
    const finish = () => {
      if (this.#running !== running) return;
      this.#running = undefined;
      this.#clock.stop();
      running.cancellation?.stop();
      end();
      running.onEnd?.();
    };
    const { cancellation } = running;
    if (cancellation) {
      void cancellation.end().then((isPast) => {
        if (isPast) finish();
        else this.destroy(cancellation.reason);
      });
    } else finish();
  }

  /** Throws a `TypeError` for values that cannot be bound. */
  #prepare({ text, values, name }: Statement): ExtendedQuery {
    const bound = values && bindable(values);
    const isNamed = name !== undefined && this.#prepared.use(name);
    // One object of one shape: this is on the way of every statement.
    const query: ExtendedQuery = { text, queryMode: "extended", name: isNamed ? name : undefined };
    if (bound) query.values = bound;
    return query;
  }

  #count(bytes: number): void {
    this.#received += bytes;
    const most = this.#mostReceived;
    if (this.#received > most) this.destroy(tooLarge(this.#options.database, most));
  }
}

/** What pg says of every answer. */
type Counted = Pick<QueryResult, "rowCount">;

function rowsOf({ rowCount }: Counted): number {
  return rowCount ?? 0;
}

/** pg answers with a list where there was more than one statement. */
function lastOf<Result>(result: Result): Result {
  return Array.isArray(result) ? result.at(-1) : result;
}
