import type { SluiceError } from "../lib/index.ts";
import type { Budget } from "./budget.ts";
import { ConnectRetry } from "./connect-retry.ts";
import type { Connection } from "./connection.ts";
import type { RemovalReason } from "./events.ts";

export interface SupplyOptions {
  /** Connections to keep open once `fill` was called. */
  readonly size: number;
  /** The most sockets at any moment, those that are closing included. */
  readonly max: number;
  /** How long a server that refuses the credentials is left alone, in milliseconds. */
  readonly refusedPause: number;
  readonly budget: Budget;
  readonly create: (onLost: (connection: Connection, since?: number) => void) => Connection;
  /** Connects it, and makes its session ready. */
  readonly open: (connection: Connection) => Promise<void>;
  /** How many borrowers wait for a connection. */
  readonly waiting: () => number;
  readonly onConnected: (ms: number) => void;
  /** A connection that can be lent. */
  readonly onReady: (connection: Connection) => void;
  /** A ready connection has ended by itself, and with it the statement that ran `since`. Its slot is taken until it is discarded. */
  readonly onLost: (connection: Connection, since?: number) => void;
  readonly onRemoved: (reason: RemovalReason, error: SluiceError | undefined) => void;
  /** An attempt that began at `since`, by `performance.now()`, has failed. */
  readonly onFailed: (error: SluiceError, since: number) => void;
  /** Whether an attempt that failed like this is to be made again at once, because it will be another one. */
  readonly isWorthAnother: (connection: Connection, error: SluiceError) => boolean;
  /** Nothing lives, nothing is being made, and the last attempt failed like this. */
  readonly onOutage: (error: SluiceError) => void;
}

type Attempt = Promise<SluiceError | undefined>;

/**
 * How many connections there are, and when one is made. A connection is connecting, then ready, then closing; an attempt
 * that fails goes from the first straight to the last. In between it is lost, if it ends while it is lent, until the
 * borrower brings it back. One that is checked is connecting again.
 */
export class Supply {
  readonly #options: SupplyOptions;
  readonly #connecting = new Map<Connection, Attempt>();
  readonly #ready = new Set<Connection>();
  readonly #lost = new Set<Connection>();
  readonly #closing = new Set<Connection>();
  #size: number;
  #max: number;
  /** Taken from the budget for what is beyond `size`. */
  #extra = 0;
  #created = 0;
  #destroyed = 0;
  #isFilling = false;
  #isPaused = false;
  #isStopped = false;
  readonly #retry: ConnectRetry;
  readonly #grow = () => this.grow();

  constructor(options: SupplyOptions) {
    this.#options = options;
    this.#size = options.size;
    this.#max = options.max;
    this.#retry = new ConnectRetry(options.refusedPause, this.#grow);
  }

  get total(): number {
    return this.#connecting.size + this.#ready.size + this.#lost.size;
  }

  /** How many there are above the size. */
  get excess(): number {
    return this.total - this.#size;
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
    return this.#retry.failure;
  }

  /** True where the last attempt failed and no connection lives. */
  get isDown(): boolean {
    return this.failure !== undefined && this.#ready.size === 0;
  }

  /**
   * Brings the connections up to `size`, and keeps them there from now on even if that fails at first. Rejects with the
   * first failure.
   */
  async fill(): Promise<void> {
    this.#isFilling = true;
    while (!this.#isStopped && this.total < this.#size && this.#room > 0 && this.#connect()) {}
    await Promise.all(
      [...this.#connecting.values()].map(async (attempt) => {
        const failure = await attempt;
        if (failure) throw failure;
      }),
    );
  }

  /** Keeps no connection open until `resume`, but makes those that borrowers wait for. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.grow();
  }

  /** Calls back for each connection that is ready, lent or not. */
  eachReady(visit: (connection: Connection) => void): number {
    for (const connection of this.#ready) visit(connection);
    return this.#ready.size;
  }

  /**
   * @returns how many connections there are beyond a smaller size that the larger one had reserved: they are paid for until
   * they are gone.
   */
  resize(size: number, max: number): number {
    this.#size = size;
    this.#max = max;
    const beyond = Math.max(0, this.total + this.#closing.size - size - this.#extra);
    this.#extra += beyond;
    this.#settleBudget();
    this.grow();
    return beyond;
  }

  /** Starts as many attempts as are wanted and allowed at this moment. */
  grow(): void {
    for (let missing = this.#missing; missing > 0; missing -= 1) {
      if (!this.#connect()) return;
    }
  }

  /** Asks a ready connection whether it still works. It is ready again, or another one is made. */
  check(connection: Connection, probe: () => Promise<unknown>, onInvalid: () => void): void {
    this.#ready.delete(connection);
    const attempt = probe().then(
      () => {
        this.#connecting.delete(connection);
        if (connection.end) return this.#remove(connection, "lost", connection.end);
        this.#ready.add(connection);
        this.#options.onReady(connection);
        return undefined;
      },
      () => {
        onInvalid();
        this.#connecting.delete(connection);
        return this.#remove(connection, "invalid", connection.end);
      },
    );
    this.#connecting.set(connection, attempt);
  }

  /** Ends a ready connection and makes another where one is wanted. */
  discard(connection: Connection, reason: RemovalReason): void {
    this.#ready.delete(connection);
    this.#lost.delete(connection);
    this.#remove(connection, connection.end ? "lost" : reason, connection.end);
  }

  /** Makes no connection from now on and gives up those being made. The ready ones stay. */
  stop(reason: SluiceError): void {
    this.#isStopped = true;
    this.#retry.stop();
    for (const connection of this.#connecting.keys()) connection.destroy(reason);
  }

  /** Cancels what runs, destroys every connection, whoever uses it, and resolves when their sockets are closed. */
  async destroyAll(reason: SluiceError): Promise<void> {
    await Promise.all([...this.#ready].map((connection) => connection.abandon(reason)));
    await Promise.all([...this.#connecting.values()]);
    await Promise.all([...this.#ready, ...this.#lost, ...this.#closing].map((connection) => connection.closed));
  }

  /** After `stop` and `destroyAll`. */
  restart(): void {
    this.#isStopped = false;
    this.#isPaused = false;
    this.#retry.succeeded();
  }

  get #room(): number {
    return this.#max - this.total - this.#closing.size;
  }

  get #wanted(): number {
    const refill = this.#isFilling && !this.#isPaused ? this.#size - this.#ready.size - this.#lost.size : 0;
    // While nothing lives, one attempt after the other finds out when the server is back, also where nobody waits.
    const scout = this.isDown && !this.#isPaused ? 1 : 0;
    return Math.max(refill, scout, this.#options.waiting()) - this.#connecting.size;
  }

  get #missing(): number {
    if (this.#isStopped) return 0;
    const missing = Math.min(this.#wanted, this.#room);
    if (!this.failure) return missing;
    // While attempts fail there is one at a time: all borrowers share its outcome, and a server that comes back or has
    // no slot left is not stormed. It waits for its turn unless somebody waits who has nothing else to hope for.
    const isUrgent = this.#ready.size === 0 && this.#options.waiting() > 0;
    const isAllowed = this.#connecting.size === 0 && (isUrgent || !this.#retry.isPending);
    return isAllowed ? Math.min(missing, 1) : 0;
  }

  /** False where the budget of all pools is spent. */
  #connect(): boolean {
    if (this.total + this.#closing.size >= this.#size + this.#extra) {
      if (!this.#options.budget.take(this.#grow)) return false;
      this.#extra += 1;
    }
    void this.#connectAgain();
    return true;
  }

  #connectAgain(): Attempt {
    const connection = this.#options.create((lost, since) => this.#lose(lost, since));
    this.#created += 1;
    const attempt = this.#attempt(connection);
    this.#connecting.set(connection, attempt);
    return attempt;
  }

  async #attempt(connection: Connection): Attempt {
    const since = performance.now();
    // What it rejects with is what ended the connection.
    await this.#options.open(connection).catch(() => {});
    this.#connecting.delete(connection);
    // It may also have ended right after it was opened.
    const { end } = connection;
    if (end && !this.#isStopped && this.#options.isWorthAnother(connection, end)) {
      this.#retire(connection, "failed", end);
      return this.#connectAgain();
    }
    if (end) this.#fail(connection, end, since);
    else this.#succeed(connection, performance.now() - since);
    return end;
  }

  #succeed(connection: Connection, ms: number): void {
    this.#retry.succeeded();
    this.#ready.add(connection);
    // First, so that whoever hears of it finds numbers that agree.
    this.#options.onReady(connection);
    this.#options.onConnected(ms);
    this.grow();
  }

  #lose(connection: Connection, since: number | undefined): void {
    // Otherwise it was still connecting, and the attempt fails.
    if (!this.#ready.delete(connection)) return;
    this.#lost.add(connection);
    this.#options.onLost(connection, since);
    this.grow();
  }

  #fail(connection: Connection, error: SluiceError, since: number): void {
    this.#retire(connection, "failed", error);
    if (this.#isStopped) return;
    this.#retry.failed(error);
    this.#options.onFailed(error, since);
    if (this.#ready.size === 0 && this.#connecting.size === 0) this.#options.onOutage(error);
    if (!this.#retry.isPending && this.#wanted > 0) this.#retry.pause(error);
  }

  #remove(connection: Connection, reason: RemovalReason, error: SluiceError | undefined): undefined {
    this.#retire(connection, reason, error);
    this.grow();
  }

  #retire(connection: Connection, reason: RemovalReason, error: SluiceError | undefined): void {
    this.#destroyed += 1;
    this.#closing.add(connection);
    connection.close();
    this.#options.onRemoved(reason, error);
    void connection.closed.then(() => {
      this.#closing.delete(connection);
      this.#settleBudget();
      this.grow();
    });
  }

  #settleBudget(): void {
    while (this.#extra > Math.max(0, this.total + this.#closing.size - this.#size)) {
      // Before it is given: whoever is told of it may be this pool again.
      this.#extra -= 1;
      this.#options.budget.give();
    }
  }
}
