import type { PoolSettings } from "../config/index.ts";
import { Breaker } from "./breaker.ts";
import type { Budget } from "./budget.ts";
import type { Connection } from "./connection.ts";
import type { Connector } from "./connector.ts";
import { unavailable } from "./errors.ts";
import type { PoolOccurrence } from "./events.ts";
import type { Meter } from "./meter.ts";
import { circuitOpen, poolClosed, tooManyWaiting, type Unfit, waitAborted, waitedInVain } from "./refusals.ts";
import { Stock, type StockCounts } from "./stock.ts";
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
export interface Census extends StockCounts {
  readonly inUse: number;
  readonly waiting: number;
}

/**
 * Brings borrowers and connections together. At any moment a connection is idle, lent, or the supply's; and nobody
 * waits while one is idle.
 */
export class Lending {
  readonly breaker: Breaker;
  readonly stock: Stock;
  readonly #options: LendingOptions;
  readonly #line: WaitingLine<Connection>;
  readonly #use: UseWatch;
  #isOpen = true;
  #isExhausted = false;
  #onAllReturned: (() => void) | undefined;

  constructor(options: LendingOptions) {
    const { name, settings, meter, announce } = options;
    this.#options = options;
    this.breaker = new Breaker(settings.breaker, (state) => announce({ kind: "BreakerChanged", state }));
    this.#line = new WaitingLine({
      timeout: settings.acquireTimeout,
      timedOut: (waitedMs) => {
        meter.timeouts += 1;
        announce({ kind: "AcquireTimedOut", waitedMs });
        return meter.refusal(waitedInVain(name, waitedMs, this.census(), this.stock.failure));
      },
      aborted: (reason) => waitAborted(name, reason),
    });
    this.stock = new Stock({
      ...options,
      breaker: this.breaker,
      waiting: () => this.#line.length,
      onReady: (connection) => this.#offer(connection),
      onOutage: (failure) => this.#line.refuseAll(() => meter.refusal(unavailable(failure.cause, name))),
    });
    const isUsed = () => meter.inUse > 0 || this.#line.length > 0;
    this.#use = new UseWatch(settings.closeAfterUnused, isUsed, () => this.stock.rest());
  }

  /** When somebody last had a connection; undefined where nobody ever had. */
  get lastUsedAt(): Date | undefined {
    const { acquired, inUse } = this.#options.meter;
    if (acquired === 0) return undefined;
    return new Date(inUse > 0 ? Date.now() : Date.now() - (performance.now() - this.#use.usedAt));
  }

  census(): Census {
    return { ...this.stock.counts(), inUse: this.#options.meter.inUse, waiting: this.#line.length };
  }

  /**
   * A connection, at once where one is idle. `since` is when its borrower came, by `performance.now()`. It is counted
   * as lent: while a waiter wakes up, nobody else may take it.
   */
  acquire(signal: AbortSignal | undefined, since?: number): Connection | Promise<Connection> {
    const { name, settings, meter } = this.#options;
    if (!this.#isOpen) return Promise.reject(meter.refusal(poolClosed(name)));
    if (signal?.aborted) return Promise.reject(waitAborted(name, signal.reason));
    if (this.stock.isResting) this.#wake();
    const connection = this.stock.take();
    if (connection) {
      meter.acquired += 1;
      meter.lentAtOnce();
      connection.uses += 1;
      return connection;
    }
    if (this.stock.isDown && !this.breaker.admits())
      return Promise.reject(meter.refusal(circuitOpen(name, this.breaker.snapshot(), this.stock.failure)));
    if (this.#line.length >= settings.maxWaiting)
      return Promise.reject(meter.refusal(tooManyWaiting(name, this.census())));
    return this.#wait(signal, since);
  }

  /** A connection that nobody uses at this moment, counted as lent; undefined where there is none. To be given back by `putBack`. */
  takeIdle(): Connection | undefined {
    const connection = this.#isOpen && this.#line.length === 0 ? this.stock.take() : undefined;
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
    return this.stock.fill();
  }

  /** Refuses everybody, waits for work in flight until the deadline, then destroys what is left. Never rejects. */
  async close(deadline: Promise<void>): Promise<void> {
    const { name, meter } = this.#options;
    this.#isOpen = false;
    this.#use.stop();
    const reason = poolClosed(name);
    this.#line.refuseAll(() => meter.refusal(poolClosed(name)));
    this.stock.stop(reason);
    if (meter.inUse > 0) {
      const returned = new Promise<void>((resolve) => {
        this.#onAllReturned = resolve;
      });
      await Promise.race([returned, deadline]);
    }
    await this.stock.destroyAll(reason);
  }

  reopen(): void {
    this.#isOpen = true;
    this.stock.restart();
    this.breaker.succeeded();
  }

  async #wait(signal: AbortSignal | undefined, since = performance.now()): Promise<Connection> {
    const { settings, meter, announce } = this.#options;
    const served = this.#line.wait(signal, since);
    this.stock.grow();
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
    if (this.#isExhausted || inUse < this.stock.max) return;
    this.#isExhausted = true;
    this.#options.announce({ kind: "NearExhaustion", inUse, waiting: this.#line.length });
  }

  async #restore(connection: Connection, needsCleaning: boolean): Promise<void> {
    const { connector } = this.#options;
    try {
      if (needsCleaning) await connector.clean(connection);
      if (connection.refusedWrite && (await connector.isReadOnly(connection))) this.stock.leaveReadOnly();
      connection.refusedWrite = false;
      this.#takeBack(connection, connection.unfit);
    } catch {
      // Whatever it was, nobody asked for it: the connection is replaced.
      this.#takeBack(connection, "unclean");
    }
  }

  #takeBack(connection: Connection, unfit: Unfit | undefined, usedAt?: number): void {
    const { meter } = this.#options;
    meter.released += 1;
    const now = performance.now();
    this.#use.touch(usedAt ?? now);
    if (!this.#isOpen) this.stock.discard(connection, "closed");
    else if (this.stock.takeBack(connection, unfit, now)) this.#offer(connection);
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
    this.stock.keep(connection);
  }

  #wake(): void {
    this.#use.touch(performance.now());
    this.#use.begin();
    this.stock.wake();
  }
}
