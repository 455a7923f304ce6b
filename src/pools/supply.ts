import type { SluiceError } from "../lib/index.ts";
import { backoff } from "./backoff.ts";
import type { Connection } from "./connection.ts";

export interface SupplyOptions {
  /** Connections to keep open once `fill` was called. */
  readonly size: number;
  /** The most sockets at any moment, those that are closing included. */
  readonly max: number;
  readonly create: (onLost: (connection: Connection) => void) => Connection;
  /** How many borrowers wait for a connection. */
  readonly waiting: () => number;
  /** A new connection that can be lent. */
  readonly onReady: (connection: Connection) => void;
  /** A ready connection has ended by itself. Its slot is taken until it is discarded. */
  readonly onLost: (connection: Connection) => void;
  /** Nothing lives, nothing is being made, and the last attempt failed like this. */
  readonly onOutage: (error: SluiceError) => void;
}

type Attempt = Promise<SluiceError | undefined>;

/**
 * How many connections there are, when one is made, and when a failed attempt is repeated. A connection is connecting,
 * then ready, then closing; an attempt that fails goes from the first straight to the last. In between it is lost, if it
 * ends while it is lent, until the borrower brings it back.
 */
export class Supply {
  readonly #options: SupplyOptions;
  readonly #connecting = new Map<Connection, Attempt>();
  readonly #ready = new Set<Connection>();
  readonly #lost = new Set<Connection>();
  readonly #closing = new Set<Connection>();
  #created = 0;
  #destroyed = 0;
  #isFilling = false;
  #isStopped = false;
  #failure: SluiceError | undefined;
  #failedRounds = 0;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: SupplyOptions) {
    this.#options = options;
  }

  get total(): number {
    return this.#connecting.size + this.#ready.size + this.#lost.size;
  }

  get connecting(): number {
    return this.#connecting.size;
  }

  get created(): number {
    return this.#created;
  }

  get destroyed(): number {
    return this.#destroyed;
  }

  /** Why the last attempt to connect failed; undefined once one succeeded. */
  get failure(): SluiceError | undefined {
    return this.#failure;
  }

  /** True where the last attempt failed and no connection lives. */
  get isDown(): boolean {
    return this.#failure !== undefined && this.#ready.size === 0;
  }

  /**
   * Brings the connections up to `size`, and keeps them there from now on even if that fails at first. Rejects with the
   * first failure.
   */
  async fill(): Promise<void> {
    this.#isFilling = true;
    while (!this.#isStopped && this.total < this.#options.size && this.#room > 0) this.#connect();
    await Promise.all(
      [...this.#connecting.values()].map(async (attempt) => {
        const failure = await attempt;
        if (failure) throw failure;
      }),
    );
  }

  /** Starts as many attempts as are wanted and allowed at this moment. */
  grow(): void {
    for (let missing = this.#missing; missing > 0; missing -= 1) this.#connect();
  }

  /** Ends a ready connection and makes another where one is wanted. */
  discard(connection: Connection): void {
    this.#ready.delete(connection);
    this.#lost.delete(connection);
    this.#retire(connection);
    this.grow();
  }

  /** Makes no connection from now on and gives up those being made. The ready ones stay. */
  stop(reason: SluiceError): void {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    for (const connection of this.#connecting.keys()) connection.destroy(reason);
  }

  /** Destroys every connection, whoever uses it, and resolves when their sockets are closed. */
  async destroyAll(reason: SluiceError): Promise<void> {
    for (const connection of this.#ready) connection.destroy(reason);
    await Promise.all([...this.#connecting.values()]);
    await Promise.all([...this.#ready, ...this.#lost, ...this.#closing].map((connection) => connection.closed));
  }

  get #room(): number {
    return this.#options.max - this.total - this.#closing.size;
  }

  get #wanted(): number {
    const refill = this.#isFilling ? this.#options.size - this.#ready.size - this.#lost.size : 0;
    return Math.max(refill, this.#options.waiting()) - this.#connecting.size;
  }

  get #missing(): number {
    if (this.#isStopped) return 0;
    const missing = Math.min(this.#wanted, this.#room);
    if (!this.#failure) return missing;
    // While attempts fail there is one at a time: all borrowers share its outcome, and a server that comes back or has
    // no slot left is not stormed. It waits for its turn unless somebody waits who has nothing else to hope for.
    const isUrgent = this.#ready.size === 0 && this.#options.waiting() > 0;
    const isAllowed = this.#connecting.size === 0 && (isUrgent || this.#retry === undefined);
    return isAllowed ? Math.min(missing, 1) : 0;
  }

  #connect(): void {
    const connection = this.#options.create((lost) => this.#lose(lost));
    this.#created += 1;
    this.#connecting.set(connection, this.#attempt(connection));
  }

  async #attempt(connection: Connection): Attempt {
    await connection.open().catch(() => {});
    this.#connecting.delete(connection);
    // It may also have ended right after it was opened.
    const { end } = connection;
    if (end) this.#fail(connection, end);
    else this.#succeed(connection);
    return end;
  }

  #succeed(connection: Connection): void {
    this.#failure = undefined;
    this.#failedRounds = 0;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#ready.add(connection);
    this.#options.onReady(connection);
    this.grow();
  }

  #lose(connection: Connection): void {
    // Otherwise it was still connecting, and the attempt fails.
    if (!this.#ready.delete(connection)) return;
    this.#lost.add(connection);
    this.#options.onLost(connection);
    this.grow();
  }

  #fail(connection: Connection, error: SluiceError): void {
    this.#retire(connection);
    if (this.#isStopped) return;
    this.#failure = error;
    if (this.#ready.size === 0 && this.#connecting.size === 0) this.#options.onOutage(error);
    if (this.#retry || this.#wanted <= 0) return;
    this.#failedRounds += 1;
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.grow();
    }, backoff(this.#failedRounds)).unref();
  }

  #retire(connection: Connection): void {
    this.#destroyed += 1;
    this.#closing.add(connection);
    connection.close();
    void connection.closed.then(() => {
      this.#closing.delete(connection);
      this.grow();
    });
  }
}
