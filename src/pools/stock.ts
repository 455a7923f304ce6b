import type { PoolSettings } from "../config/index.ts";
import type { SluiceError } from "../lib/index.ts";
import type { Breaker } from "./breaker.ts";
import type { Budget } from "./budget.ts";
import type { Connection } from "./connection.ts";
import type { Connector } from "./connector.ts";
import { isRefused } from "./errors.ts";
import type { PoolOccurrence, RemovalReason } from "./events.ts";
import { IdleStack } from "./idle.ts";
import type { Meter } from "./meter.ts";
import type { Unfit } from "./refusals.ts";
import { Supply } from "./supply.ts";

export interface StockOptions {
  readonly settings: PoolSettings;
  readonly connector: Connector;
  readonly budget: Budget;
  readonly breaker: Breaker;
  readonly meter: Meter;
  readonly announce: (occurrence: PoolOccurrence) => void;
  /** How many borrowers wait for a connection. */
  readonly waiting: () => number;
  /** A connection that can be lent. */
  readonly onReady: (connection: Connection) => void;
  /** Nothing lives, nothing is being made, and the last attempt failed like this. */
  readonly onOutage: (error: SluiceError) => void;
}

/** How many connections there are. */
export interface StockCounts {
  readonly total: number;
  readonly idle: number;
  readonly connecting: number;
  readonly max: number;
  readonly created: number;
  readonly destroyed: number;
}

/** A probe of a connection that works takes far less, in milliseconds. */
const probeTimeout = 1_000;

/**
 * At least a tenth of a second for a tenth of the pool: replacing is no stampede even where all are of one age, or all lead
 * to a server that takes no writes.
 */
const replacementPace = 1_000;

/**
 * The connections of a pool, whoever has them: which one is lent next, which of those that come back are lent again, and
 * which are replaced.
 */
export class Stock {
  readonly #options: StockOptions;
  readonly #idle: IdleStack;
  readonly #supply: Supply;
  #size: number;
  #max: number;
  /** Made before the last drain: not to be lent again. */
  readonly #drained = new WeakSet<Connection>();
  #isResting = false;
  /** When all connections were last replaced because the server took no writes. */
  #leftReadOnlyAt = Number.NEGATIVE_INFINITY;

  constructor(options: StockOptions) {
    const { settings, connector, budget, breaker, meter, announce } = options;
    this.#options = options;
    this.#size = settings.size;
    this.#max = settings.size + settings.overflow;
    this.#supply = new Supply({
      size: settings.size,
      max: this.#max,
      refusedPause: settings.breaker.resetAfter,
      budget,
      create: (onLost) => connector.create({ onLost, onStatement: (run) => meter.statement(run) }),
      open: (connection) => connector.open(connection),
      isWorthAnother: (connection, error) => connector.isWorthAnother(connection, error),
      waiting: options.waiting,
      onConnected: (ms) => {
        breaker.succeeded();
        announce({ kind: "Connected", ms });
      },
      onReady: options.onReady,
      onLost: (connection, since) => {
        if (since !== undefined && isFailure(connection.end)) {
          breaker.failed(since, false);
          this.#checkIdle(0);
        }
        // One that is lent is discarded when it comes back.
        if (this.#idle.remove(connection)) this.#supply.discard(connection, "lost");
      },
      onRemoved: (reason, error) => announce({ kind: "Removed", reason, error }),
      onFailed: (error, since) => {
        // A database that has no connection left to give serves those that it gave.
        if (this.#supply.isDown) breaker.failed(since, isRefused(error.cause));
      },
      onOutage: options.onOutage,
    });
    this.#idle = new IdleStack({
      overflowIdle: settings.overflowIdle,
      excess: () => this.#supply.excess,
      pace: () => replacementPace / Math.max(1, this.#size),
      onExpired: (connection, reason) => this.#supply.discard(connection, reason),
    });
  }

  get isDown(): boolean {
    return this.#supply.isDown;
  }

  get isResting(): boolean {
    return this.#isResting;
  }

  /** Why the last attempt to connect failed; undefined once one succeeded. */
  get failure(): SluiceError | undefined {
    return this.#supply.failure;
  }

  /** The most connections there can be. */
  get max(): number {
    return this.#max;
  }

  counts(): StockCounts {
    const { total, connecting, created, destroyed } = this.#supply;
    return { total, idle: this.#idle.length, connecting, max: this.#max, created, destroyed };
  }

  /** An idle connection; undefined where there is none, or it was idle for so long that it is asked first whether it still works. */
  take(): Connection | undefined {
    const { validateAfterIdle } = this.#options.settings;
    const connection = this.#idle.pop();
    if (!connection || performance.now() - connection.idleSince <= validateAfterIdle) return connection;
    // The one on top was used last, so all others have been idle for longer still. As many are asked as are needed.
    this.#check(connection);
    return undefined;
  }

  /** Whether a connection that comes back can be lent again. If not, it is ended. */
  takeBack(connection: Connection, unfit: Unfit | undefined, now: number): boolean {
    const reason = this.#reasonToEnd(connection, unfit, now);
    if (reason) this.#supply.discard(connection, reason);
    return reason === undefined;
  }

  /** Nobody needs it at this moment. */
  keep(connection: Connection): void {
    // It was on its way when the pool went to rest.
    if (this.#isResting) this.#supply.discard(connection, "unused");
    else this.#idle.push(connection);
  }

  discard(connection: Connection, reason: RemovalReason): void {
    this.#supply.discard(connection, reason);
  }

  /** Brings the connections up to the size. Rejects with the first failure. */
  fill(): Promise<void> {
    return this.#supply.fill();
  }

  /** Makes connections for those who wait, as far as that is allowed. */
  grow(): void {
    this.#supply.grow();
  }

  /** @returns what `Supply.resize` returns. */
  resize(size: number, overflow: number, by?: string): number {
    this.#size = size;
    this.#max = size + overflow;
    const beyond = this.#supply.resize(size, this.#max);
    while (this.#supply.total > this.#max) {
      const idle = this.#idle.pop();
      if (!idle) break;
      this.#supply.discard(idle, "excess");
    }
    this.#options.announce({ kind: "Resized", size, overflow, by });
    return beyond;
  }

  /** Closes a connection that nobody uses and that is beyond the size; false where there is none. */
  shed(): boolean {
    const idle = this.#supply.excess > 0 ? this.#idle.shift() : undefined;
    if (idle) this.#supply.discard(idle, "excess");
    return idle !== undefined;
  }

  /** Replaces every connection: the idle ones now, the others when they come back. */
  drain(by?: string): number {
    const idle = this.#idle.clear();
    const count = this.#supply.eachReady((connection) => this.#drained.add(connection));
    for (const connection of idle) this.#supply.discard(connection, "drained");
    this.#options.announce({ kind: "Drained", connections: count, by });
    return count;
  }

  /**
   * The server takes no writes. By now the address may lead to another server, which takes writes. Where it does not, this
   * must be no stampede.
   */
  leaveReadOnly(): void {
    const now = performance.now();
    if (now - this.#leftReadOnlyAt < replacementPace) return;
    this.#leftReadOnlyAt = now;
    this.drain();
  }

  /** Keeps no connection until `wake`. */
  rest(): void {
    this.#isResting = true;
    this.#supply.pause();
    for (const connection of this.#idle.clear()) this.#supply.discard(connection, "unused");
  }

  wake(): void {
    this.#isResting = false;
    this.#supply.resume();
  }

  /** Makes no connection from now on, and closes the idle ones. Those that are lent stay. */
  stop(reason: SluiceError): void {
    this.#supply.stop(reason);
    for (const connection of this.#idle.clear()) this.#supply.discard(connection, "closed");
  }

  /** Destroys every connection, whoever uses it, and resolves when their sockets are closed. */
  destroyAll(reason: SluiceError): Promise<void> {
    return this.#supply.destroyAll(reason);
  }

  /** After `stop` and `destroyAll`. */
  restart(): void {
    this.#isResting = false;
    this.#supply.restart();
  }

  #reasonToEnd(connection: Connection, unfit: Unfit | undefined, now: number): RemovalReason | undefined {
    if (unfit) return "unfit";
    if (this.#drained.has(connection)) return "drained";
    if (connection.uses >= this.#options.settings.maxUses || this.#idle.isDue(connection, now)) return "expired";
    return this.#isTooMany ? "excess" : undefined;
  }

  /** Whether a connection that comes back has to go: by the pool's own limit, or because another pool is short of one. */
  get #isTooMany(): boolean {
    if (this.#supply.total > this.#max) return true;
    const { budget, waiting } = this.#options;
    return budget.isShort && this.#supply.excess > 0 && waiting() === 0;
  }

  /** Asks a connection that was idle for long whether it still works; it comes back by `onReady`. */
  #check(connection: Connection): void {
    const { settings, meter, announce } = this.#options;
    const idleMs = performance.now() - connection.idleSince;
    const probe = () => connection.probe(settings.validationQuery, probeTimeout);
    this.#supply.check(connection, probe, () => {
      meter.validationFailures += 1;
      announce({ kind: "ValidationFailed", idleMs });
      this.#checkIdle(settings.validateAfterIdle);
    });
  }

  /** What has cut off one connection may have cut off the others: nobody should find out one by one. */
  #checkIdle(idleMs: number): void {
    for (const connection of this.#idle.takeOlder(idleMs)) this.#check(connection);
  }
}

/** What says something about the database, not about a statement that was too slow or too large, or ended by us. */
function isFailure(end: SluiceError | undefined): boolean {
  return end?.code === "DATABASE_UNAVAILABLE" || end?.code === "STATEMENT_TIMEOUT";
}
