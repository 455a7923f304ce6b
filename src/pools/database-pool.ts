import type { PoolSettings } from "../config/index.ts";
import { SluiceError } from "../lib/index.ts";
import { Connection, type Unfit } from "./connection.ts";
import { startDeadline } from "./deadline.ts";
import { type PoolTarget, readEndpoint } from "./endpoint.ts";
import { unavailable } from "./errors.ts";
import { IdleStack } from "./idle.ts";
import { ConnectionLease, type Lease } from "./lease.ts";
import type { BorrowOptions, CloseOptions, Pool } from "./pool.ts";
import { cannotOpen, leftBehind, poolClosed, tooManyWaiting, waitAborted, waitedInVain } from "./refusals.ts";
import type { PoolSnapshot, PoolState } from "./stats.ts";
import { Supply } from "./supply.ts";
import { WaitingLine } from "./waiting.ts";

/**
 * Brings borrowers and connections together. At any moment a connection is idle, lent, or the supply's; and nobody
 * waits while one is idle.
 */
export class DatabasePool implements Pool {
  readonly name: string;
  readonly target: string;
  readonly settings: PoolSettings;
  readonly #max: number;
  readonly #line = new WaitingLine<Connection>();
  readonly #idle: IdleStack;
  readonly #supply: Supply;
  #state: Exclude<PoolState, "down"> = "open";
  #acquired = 0;
  #released = 0;
  #timeouts = 0;
  #whenClosed: Promise<void> | undefined;
  #onAllReturned: (() => void) | undefined;

  /** Connects nothing yet. Throws a `StartError` where the URL cannot be read. */
  constructor(target: PoolTarget) {
    const { name, settings } = target;
    const { label, config } = readEndpoint(target);
    const { size, overflow, overflowIdle, queryTimeout, maxResultBytes } = settings;
    this.name = name;
    this.target = label;
    this.settings = settings;
    this.#max = size + overflow;
    this.#supply = new Supply({
      size,
      max: this.#max,
      create: (onLost) => new Connection({ database: name, config, queryTimeout, maxResultBytes, onLost }),
      waiting: () => this.#line.length,
      onReady: (connection) => this.#offer(connection),
      onLost: (connection) => {
        // One that is lent is discarded when it comes back.
        if (this.#idle.remove(connection)) this.#supply.discard(connection);
      },
      onOutage: (failure) => this.#line.refuseAll(() => unavailable(failure.cause, name)),
    });
    this.#idle = new IdleStack({
      overflowIdle,
      excess: () => this.#supply.total - size,
      onExpired: (connection) => this.#supply.discard(connection),
    });
  }

  borrow<Result>(work: (lease: Lease) => Promise<Result>, { signal }: BorrowOptions = {}): Promise<Result> {
    if (this.#state !== "open") return Promise.reject(poolClosed(this.name));
    if (signal?.aborted) return Promise.reject(waitAborted(this.name, signal.reason));
    const connection = this.#idle.pop();
    if (connection) {
      this.#acquired += 1;
      return this.#lend(connection, work);
    }
    if (this.#line.length >= this.settings.maxWaiting) return Promise.reject(tooManyWaiting(this.name, this.stats()));
    return this.#wait(signal).then((served) => this.#lend(served, work));
  }

  stats(): PoolSnapshot {
    const { total, connecting, created, destroyed, isDown } = this.#supply;
    return {
      state: isDown && this.#state === "open" ? "down" : this.#state,
      total,
      idle: this.#idle.length,
      inUse: this.#inUse,
      connecting,
      waiting: this.#line.length,
      max: this.#max,
      created,
      destroyed,
      acquired: this.#acquired,
      released: this.#released,
      timeouts: this.#timeouts,
    };
  }

  async open(): Promise<void> {
    if (this.#state !== "open") throw poolClosed(this.name);
    try {
      await this.#supply.fill();
    } catch (error) {
      const isOutage = error instanceof SluiceError && error.code === "DATABASE_UNAVAILABLE";
      throw isOutage ? cannotOpen(this.name, this.target, error) : error;
    }
  }

  close({ deadline = 5_000 }: CloseOptions = {}): Promise<void> {
    this.#whenClosed ??= this.#shutDown(deadline);
    return this.#whenClosed;
  }

  get #inUse(): number {
    return this.#acquired - this.#released;
  }

  #wait(signal: AbortSignal | undefined): Promise<Connection> {
    const served = this.#line.wait({
      timeout: this.settings.acquireTimeout,
      signal,
      timedOut: (ms) => {
        this.#timeouts += 1;
        return waitedInVain(this.name, ms, this.stats(), this.#supply.failure);
      },
      aborted: (reason) => waitAborted(this.name, reason),
    });
    this.#supply.grow();
    return served;
  }

  /** The connection is counted as lent already: while a waiter wakes up, nobody else may take it. */
  async #lend<Result>(connection: Connection, work: (lease: Lease) => Promise<Result>): Promise<Result> {
    const lease = new ConnectionLease(connection, this.name);
    try {
      const result = await work(lease);
      const left = lease.end();
      const complaint = left && leftBehind(this.name, left);
      if (complaint) throw complaint;
      return result;
    } finally {
      this.#takeBack(connection, lease.end());
    }
  }

  #takeBack(connection: Connection, unfit: Unfit | undefined): void {
    this.#released += 1;
    if (unfit || this.#state !== "open") this.#supply.discard(connection);
    else this.#offer(connection);
    if (this.#inUse === 0) this.#onAllReturned?.();
  }

  #offer(connection: Connection): void {
    if (this.#line.serve(connection)) this.#acquired += 1;
    else this.#idle.push(connection);
  }

  async #shutDown(deadline: number): Promise<void> {
    this.#state = "closing";
    const reason = poolClosed(this.name);
    this.#line.refuseAll(() => poolClosed(this.name));
    this.#supply.stop(reason);
    for (const connection of this.#idle.clear()) this.#supply.discard(connection);
    if (this.#inUse > 0) await this.#allReturned(deadline);
    await this.#supply.destroyAll(reason);
    this.#state = "closed";
  }

  #allReturned(deadline: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = startDeadline(deadline, resolve);
      this.#onAllReturned = () => {
        stop();
        resolve();
      };
    });
  }
}
