import type { PoolSettings } from "../config/index.ts";
import type { SluiceError } from "../lib/index.ts";
import { Breaker } from "./breaker.ts";
import type { Budget } from "./budget.ts";
import type { Connection } from "./connection.ts";
import type { Connector } from "./connector.ts";
import { isRefused, unavailable } from "./errors.ts";
import type { PoolOccurrence } from "./events.ts";
import { IdleStack } from "./idle.ts";
import type { Meter } from "./meter.ts";
import { circuitOpen, poolClosed, tooManyWaiting, type Unfit, waitAborted, waitedInVain } from "./refusals.ts";
import { Supply } from "./supply.ts";
import { UseWatch } from "./use-watch.ts";
import { WaitingLine } from "./waiting.ts";

export interface LendingOptions {
  readonly name: string;
  readonly settings: PoolSettings;
  readonly connector: Connector;
  readonly budget: Budget;
  readonly meter: Meter;
  readonly announce: (occurrence: PoolOccurrence) => void;
}

/** How many connections there are, by what they are doing. */
export interface Census {
  readonly total: number;
  readonly idle: number;
  readonly inUse: number;
  readonly connecting: number;
  readonly waiting: number;
  readonly max: number;
  readonly created: number;
  readonly destroyed: number;
}

/** A probe of a connection that works takes far less, in milliseconds. */
const probeTimeout = 1_000;

/**
 * Brings borrowers and connections together. At any moment a connection is idle, lent, or the supply's; and nobody
 * waits while one is idle.
 */
export class Lending {
  readonly breaker: Breaker;
  readonly #options: LendingOptions;
  readonly #line: WaitingLine<Connection>;
  readonly #idle: IdleStack;
  readonly #supply: Supply;
  #size: number;
  #max: number;
  #isOpen = true;
  #isResting = false;
  /** Made before the last drain: not to be lent again. */
  readonly #drained = new WeakSet<Connection>();
  #isExhausted = false;
  /** When all connections were last replaced because the server took no writes. */
  #leftReadOnlyAt = Number.NEGATIVE_INFINITY;
  #onAllReturned: (() => void) | undefined;
  readonly #use: UseWatch;

  constructor(options: LendingOptions) {
    const { name, settings, connector, meter, announce } = options;
    this.#options = options;
    this.#size = settings.size;
    this.#max = settings.size + settings.overflow;
    this.breaker = new Breaker(settings.breaker, (state) => announce({ kind: "BreakerChanged", state }));
    this.#line = new WaitingLine({
      timeout: settings.acquireTimeout,
      timedOut: (waitedMs) => {
        meter.timeouts += 1;
        announce({ kind: "AcquireTimedOut", waitedMs });
        return waitedInVain(name, waitedMs, this.census(), this.#supply.failure);
      },
      aborted: (reason) => waitAborted(name, reason),
    });
    this.#supply = new Supply({
      size: settings.size,
      max: this.#max,
      refusedPause: settings.breaker.resetAfter,
      budget: options.budget,
      create: (onLost) => connector.create({ onLost, onStatement: (run) => meter.statement(run) }),
      open: (connection) => connector.open(connection),
      isWorthAnother: (connection, error) => connector.isWorthAnother(connection, error),
      waiting: () => this.#line.length,
      onConnected: (ms) => {
        this.breaker.succeeded();
        announce({ kind: "Connected", ms });
      },
      onReady: (connection) => this.#offer(connection),
      onLost: (connection, since) => {
        if (since !== undefined && isFailure(connection.end)) {
          this.breaker.failed(since, false);
          this.#checkIdle(0);
        }
        // One that is lent is discarded when it comes back.
        if (this.#idle.remove(connection)) this.#supply.discard(connection, "lost");
      },
      onRemoved: (reason, error) => announce({ kind: "Removed", reason, error }),
      onFailed: (error, since) => {
        // A database that has no connection left to give serves those that it gave.
        if (this.#supply.isDown) this.breaker.failed(since, isRefused(error.cause));
      },
      onOutage: (failure) => this.#line.refuseAll(() => unavailable(failure.cause, name)),
    });
    const isUsed = () => meter.inUse > 0 || this.#line.length > 0;
    this.#use = new UseWatch(settings.closeAfterUnused, isUsed, () => this.#rest());
    this.#idle = new IdleStack({
      overflowIdle: settings.overflowIdle,
      excess: () => this.#supply.excess,
      pace: () => replacementPace / Math.max(1, this.#size),
      onExpired: (connection, reason) => this.#supply.discard(connection, reason),
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get isDown(): boolean {
    return this.#supply.isDown;
  }

  get isResting(): boolean {
    return this.#isResting;
  }

  /** When somebody last had a connection; undefined where nobody ever had. */
  get lastUsedAt(): Date | undefined {
    const { acquired, inUse } = this.#options.meter;
    if (acquired === 0) return undefined;
    return new Date(inUse > 0 ? Date.now() : Date.now() - (performance.now() - this.#use.usedAt));
  }

  census(): Census {
    const { total, connecting, created, destroyed } = this.#supply;
    const idle = this.#idle.length;
    const { inUse } = this.#options.meter;
    return { total, idle, inUse, connecting, waiting: this.#line.length, max: this.#max, created, destroyed };
  }

  /**
   * A connection, at once where one is idle. `since` is when its borrower came, by `performance.now()`. It is counted
   * as lent: while a waiter wakes up, nobody else may take it.
   */
  acquire(signal: AbortSignal | undefined, since?: number): Connection | Promise<Connection> {
    const { name, settings, meter } = this.#options;
    if (!this.#isOpen) return Promise.reject(poolClosed(name));
    if (signal?.aborted) return Promise.reject(waitAborted(name, signal.reason));
    if (this.#isResting) this.#wake();
    const connection = this.#popFresh();
    if (connection) {
      meter.acquired += 1;
      meter.lentAtOnce();
      connection.uses += 1;
      return connection;
    }
    if (this.#supply.isDown && !this.breaker.admits())
      return Promise.reject(circuitOpen(name, this.breaker.snapshot(), this.#supply.failure));
    if (this.#line.length >= settings.maxWaiting) return Promise.reject(tooManyWaiting(name, this.census()));
    return this.#wait(signal, since);
  }

  /** A connection that nobody uses at this moment, counted as lent; undefined where there is none. To be given back by `putBack`. */
  takeIdle(): Connection | undefined {
    const connection = this.#isOpen && this.#line.length === 0 ? this.#popFresh() : undefined;
    if (connection) this.#options.meter.acquired += 1;
    return connection;
  }

  /** The end of what was no use: the time of the last one stays. */
  putBack(connection: Connection, unfit: Unfit | undefined): void {
    this.#takeBack(connection, unfit, this.#use.usedAt);
  }

  /**
   * @param isDirty whether its session may have been changed. It is cleaned then: whoever changed it pays for that, and
   * waits for the promise, which never rejects. So does who was refused a write, until it is known why.
   */
  giveBack(connection: Connection, unfit: Unfit | undefined, isDirty: boolean): Promise<void> | undefined {
    const needsCleaning = isDirty && connection.pooled === undefined;
    if ((needsCleaning || connection.refusedWrite) && !unfit && this.#isOpen)
      return this.#restore(connection, needsCleaning);
    this.#takeBack(connection, unfit);
    return undefined;
  }

  /** Brings the connections up to the size. Rejects with the first failure. */
  fill(): Promise<void> {
    this.#use.touch(performance.now());
    this.#use.begin();
    return this.#supply.fill();
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

  /** Refuses everybody, waits for work in flight until the deadline, then destroys what is left. Never rejects. */
  async close(deadline: Promise<void>): Promise<void> {
    const { name, meter } = this.#options;
    this.#isOpen = false;
    this.#use.stop();
    const reason = poolClosed(name);
    this.#line.refuseAll(() => poolClosed(name));
    this.#supply.stop(reason);
    for (const connection of this.#idle.clear()) this.#supply.discard(connection, "closed");
    if (meter.inUse > 0) {
      const returned = new Promise<void>((resolve) => {
        this.#onAllReturned = resolve;
      });
      await Promise.race([returned, deadline]);
    }
    await this.#supply.destroyAll(reason);
  }

  reopen(): void {
    this.#isOpen = true;
    this.#isResting = false;
    this.#supply.restart();
    this.breaker.succeeded();
  }

  /** Whether a connection that comes back has to go: by the pool's own limit, or because another pool is short of one. */
  get #isTooMany(): boolean {
    if (this.#supply.total > this.#max) return true;
    return this.#options.budget.isShort && this.#supply.excess > 0 && this.#line.length === 0;
  }

  #popFresh(): Connection | undefined {
    const { validateAfterIdle } = this.#options.settings;
    const connection = this.#idle.pop();
    if (!connection || performance.now() - connection.idleSince <= validateAfterIdle) return connection;
    // The one on top was used last, so all others have been idle for longer still. As many are asked as are needed.
    this.#check(connection);
    return undefined;
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

  async #wait(signal: AbortSignal | undefined, since = performance.now()): Promise<Connection> {
    const { settings, meter, announce } = this.#options;
    const served = this.#line.wait(signal, since);
    this.#supply.grow();
    this.#watchExhaustion();
    const connection = await served;
    const waitedMs = performance.now() - since;
    meter.lentAfter(waitedMs);
    if (waitedMs > settings.acquireTimeout / 2) announce({ kind: "SlowAcquire", waitedMs });
    return connection;
  }

  /** Said once, until a connection is idle again. */
  #watchExhaustion(): void {
    const { inUse } = this.#options.meter;
    if (this.#isExhausted || inUse < this.#max) return;
    this.#isExhausted = true;
    this.#options.announce({ kind: "NearExhaustion", inUse, waiting: this.#line.length });
  }

  async #restore(connection: Connection, needsCleaning: boolean): Promise<void> {
    const { connector } = this.#options;
    try {
      if (needsCleaning) await connector.clean(connection);
      if (connection.refusedWrite && (await connector.isReadOnly(connection))) this.#leaveReadOnly();
      connection.refusedWrite = false;
      this.#takeBack(connection, connection.unfit);
    } catch {
      // Whatever it was, nobody asked for it: the connection is replaced.
      this.#takeBack(connection, "unclean");
    }
  }

  /** By now the address may lead to another server, which takes writes. Where it does not, this must be no stampede. */
  #leaveReadOnly(): void {
    const now = performance.now();
    if (now - this.#leftReadOnlyAt < replacementPace) return;
    this.#leftReadOnlyAt = now;
    this.drain();
  }

  #takeBack(connection: Connection, unfit: Unfit | undefined, usedAt?: number): void {
    const { settings, meter } = this.#options;
    meter.released += 1;
    const now = performance.now();
    this.#use.touch(usedAt ?? now);
    if (!this.#isOpen) this.#supply.discard(connection, "closed");
    else if (unfit) this.#supply.discard(connection, "unfit");
    else if (this.#drained.has(connection)) this.#supply.discard(connection, "drained");
    else if (connection.uses >= settings.maxUses || this.#idle.isDue(connection, now))
      this.#supply.discard(connection, "expired");
    else if (this.#isTooMany) this.#supply.discard(connection, "excess");
    else this.#offer(connection);
    if (meter.inUse > 0) return;
    this.#onAllReturned?.();
    if (this.#isOpen) this.#use.begin();
  }

  #offer(connection: Connection): void {
    if (this.#line.serve(connection)) {
      this.#options.meter.acquired += 1;
      connection.uses += 1;
      return;
    }
    this.#isExhausted = false;
    // It was on its way when the pool went to rest.
    if (this.#isResting) this.#supply.discard(connection, "unused");
    else this.#idle.push(connection);
  }

  #rest(): void {
    this.#isResting = true;
    this.#supply.pause();
    for (const connection of this.#idle.clear()) this.#supply.discard(connection, "unused");
  }

  #wake(): void {
    this.#isResting = false;
    this.#use.touch(performance.now());
    this.#use.begin();
    this.#supply.resume();
  }
}

/**
 * At least a tenth of a second for a tenth of the pool: replacing is no stampede even where all are of one age, or all lead
 * to a server that takes no writes.
 */
const replacementPace = 1_000;

/** What says something about the database, not about a statement that was too slow or too large, or ended by us. */
function isFailure(end: SluiceError | undefined): boolean {
  return end?.code === "DATABASE_UNAVAILABLE" || end?.code === "STATEMENT_TIMEOUT";
}
