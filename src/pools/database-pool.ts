import { type PoolSettings, resolvePool } from "../config/index.ts";
import { SluiceError } from "../lib/index.ts";
import type { BorrowOptions } from "./borrow-options.ts";
import type { Budget } from "./budget.ts";
import type { Connection } from "./connection.ts";
import { Connector } from "./connector.ts";
import { startDeadline } from "./deadline.ts";
import { type ResolvedTarget, readEndpoint } from "./endpoint.ts";
import { type Asked, PoolEvents, type PoolListener, type PoolOccurrence } from "./events.ts";
import { type HeldLease, holdLease } from "./held-lease.ts";
import { LeakWatch, type Site } from "./leak-watch.ts";
import { ConnectionLease, type Lease, type LeaseSnapshot } from "./lease.ts";
import { lendForStatement } from "./lend-for-statement.ts";
import { Lending } from "./lending.ts";
import { Meter } from "./meter.ts";
import { Operations, type RetryOptions } from "./operations.ts";
import type { CloseOptions, Pool } from "./pool.ts";
import { cannotOpen, leftBehind, overBudget, poolClosed, waitAborted } from "./refusals.ts";
import { runTransaction } from "./run-transaction.ts";
import type { Statement } from "./statement.ts";
import type { StatementCounts } from "./statement-tally.ts";
import type { PoolSnapshot, PoolState } from "./stats.ts";
import type { TransactionOptions, TransactionWork } from "./transaction.ts";
import { TransactionSlots } from "./transaction-slots.ts";
import type { Waits } from "./waits.ts";

export class DatabasePool implements Pool {
  readonly name: string;
  readonly target: string;
  readonly #budget: Budget;
  readonly #meter = new Meter();
  readonly #events = new PoolEvents();
  readonly #connector: Connector;
  readonly #lending: Lending;
  readonly #leaks: LeakWatch;
  readonly #transactions: TransactionSlots;
  readonly #operations: Operations;
  readonly #announce = (occurrence: PoolOccurrence) => this.#events.emit(this.name, occurrence);
  readonly #leaveBudget: () => void;
  #settings: PoolSettings;
  #state: "open" | "closing" | "closed" = "open";
  #whenClosed: Promise<void> | undefined;

  /** Connects nothing yet. Throws a `StartError` where the URL cannot be read, or the budget has no room for its size. */
  constructor(target: ResolvedTarget, budget: Budget) {
    const { name, settings, onConnect } = target;
    const endpoint = readEndpoint(target);
    if (!budget.reserve(settings.size)) throw overBudget(name, settings.size, budget.left);
    this.name = name;
    this.target = endpoint.label;
    this.#budget = budget;
    this.#settings = settings;
    this.#operations = new Operations(name);
    const meter = this.#meter;
    const announce = this.#announce;
    this.#connector = new Connector({ name, settings, endpoint, onConnect });
    this.#lending = new Lending({ name, settings, connector: this.#connector, budget, meter, announce });
    this.#leaks = new LeakWatch(settings.leakWarning, (leak) => announce({ kind: "LeakSuspected", ...leak }));
    const census = () => this.#lending.census();
    this.#transactions = new TransactionSlots({ name, settings, meter, announce, census });
    this.#leaveBudget = budget.join(() => this.#lending.stock.shed());
  }

  get settings(): PoolSettings {
    return this.#settings;
  }

  borrow<Result>(work: (lease: Lease) => Promise<Result>, options: BorrowOptions = {}): Promise<Result> {
    const site = this.#leaks.site(this.borrow);
    const connection = this.#lending.acquire(options.signal);
    if (connection instanceof Promise) return connection.then((served) => this.#lend(served, work, options, site));
    return this.#lend(connection, work, options, site);
  }

  async lease(options: BorrowOptions = {}): Promise<HeldLease> {
    const site = this.#leaks.site(this.lease);
    const connection = await this.#lending.acquire(options.signal);
    const lease = new ConnectionLease(connection, this.name, options);
    this.#leaks.add(lease, site);
    return holdLease(lease, () => this.#takeBack(connection, lease));
  }

  query<Row extends Record<string, unknown>>(statement: Statement, options?: BorrowOptions): Promise<readonly Row[]> {
    return lendForStatement(this, statement, (lease) => lease.query<Row>(statement), options);
  }

  one<Row extends Record<string, unknown>>(statement: Statement, options?: BorrowOptions): Promise<Row | undefined> {
    return lendForStatement(this, statement, (lease) => lease.one<Row>(statement), options);
  }

  value(statement: Statement, options?: BorrowOptions): Promise<unknown> {
    return lendForStatement(this, statement, (lease) => lease.value(statement), options);
  }

  command(statement: Statement, options?: BorrowOptions): Promise<number> {
    return lendForStatement(this, statement, (lease) => lease.command(statement), options);
  }

  withTransaction<Result>(work: TransactionWork<Result>, options: TransactionOptions = {}): Promise<Result> {
    const { name } = this;
    const host = { name, meter: this.#meter, announce: this.#announce, lend: this.#lendToTransaction };
    return runTransaction(host, work, options);
  }

  async askIdle<Row extends Record<string, unknown>>(
    statement: Statement,
    options: BorrowOptions = {},
  ): Promise<Row | undefined> {
    const connection = this.#lending.takeIdle();
    if (!connection) return undefined;
    const lease = new ConnectionLease(connection, this.name, options);
    try {
      return await lease.one<Row>(statement);
    } finally {
      this.#lending.putBack(connection, lease.end());
    }
  }

  timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    return this.#operations.timed(name, work);
  }

  retried<Result>(work: () => Promise<Result>, options: RetryOptions = {}): Promise<Result> {
    return this.#operations.repeat(work, options);
  }

  stats(): PoolSnapshot {
    const meter = this.#meter;
    const census = this.#lending.census();
    return {
      state: this.#stateNow(),
      ...census,
      waiting: census.waiting + this.#transactions.waiting,
      inTransaction: meter.inTransaction,
      utilization: census.inUse / census.max,
      acquired: meter.acquired,
      released: meter.released,
      timeouts: meter.timeouts,
      refused: meter.refused,
      validationFailures: meter.validationFailures,
      errors: meter.errors,
      queries: meter.queries,
      committed: meter.committed,
      rolledBack: meter.rolledBack,
      acquireMs: meter.acquire.snapshot(),
      queryMs: meter.query.snapshot(),
      operations: this.#operations.snapshot(),
      retried: this.#operations.retried,
      breaker: this.#lending.breaker.snapshot(),
      isPooled: this.#connector.isPooled,
      lastUsedAt: this.#lending.lastUsedAt,
    };
  }

  leases(): readonly LeaseSnapshot[] {
    const now = performance.now();
    return this.#leaks.held.map((lease) => lease.snapshot(now));
  }

  get statements(): StatementCounts {
    return this.#meter.statements;
  }

  get waits(): Pick<Waits, "counts"> {
    return this.#meter.waits;
  }

  on(listener: PoolListener): () => void {
    return this.#events.on(listener);
  }

  async open(): Promise<void> {
    if (this.#state !== "open") throw poolClosed(this.name);
    try {
      await this.#lending.fill();
    } catch (error) {
      const isOutage = error instanceof SluiceError && error.code === "DATABASE_UNAVAILABLE";
      throw isOutage ? cannotOpen(this.name, this.target, error) : error;
    }
  }

  resize({ by, ...change }: Parameters<Pool["resize"]>[0]): void {
    const { size = this.#settings.size, overflow = this.#settings.overflow } = change;
    // Throws as `create` does, before anything has changed.
    resolvePool(this.name, { ...this.#settings, size, overflow });
    const more = size - this.#settings.size;
    if (more > 0 && !this.#budget.reserve(more)) throw overBudget(this.name, more, this.#budget.left);
    this.#settings = { ...this.#settings, size, overflow };
    const beyond = this.#lending.stock.resize(size, overflow, by);
    if (more < 0) this.#budget.reserve(more + beyond);
    this.#transactions.resize(this.#settings);
  }

  drain({ by }: Asked = {}): number {
    return this.#lending.stock.drain(by);
  }

  resetStatements({ by }: Asked = {}): void {
    this.#meter.statements.reset();
    this.#announce({ kind: "StatementsReset", by });
  }

  resetBreaker({ by }: Asked = {}): void {
    this.#lending.breaker.succeeded();
    this.#announce({ kind: "BreakerReset", by });
  }

  close({ deadline = 5_000, by }: CloseOptions = {}): Promise<void> {
    this.#whenClosed ??= this.#shutDown(deadline, by);
    return this.#whenClosed;
  }

  async reopen({ by }: Asked = {}): Promise<void> {
    await this.#whenClosed;
    if (this.#whenClosed) {
      this.#whenClosed = undefined;
      this.#state = "open";
      this.#lending.reopen();
      this.#announce({ kind: "Reopened", by });
    }
    await this.open();
  }

  /** Gives back its part of the budget. Only for a pool that is closed and will not be opened again. */
  retire(): void {
    this.#leaveBudget();
    this.#budget.reserve(-this.#settings.size);
  }

  /** The connection is counted as lent already. */
  async #lend<Result>(
    connection: Connection,
    work: (lease: ConnectionLease) => Promise<Result>,
    options: BorrowOptions,
    site: Site | undefined,
  ): Promise<Result> {
    const lease = new ConnectionLease(connection, this.name, options);
    this.#leaks.add(lease, site);
    try {
      const result = await work(lease);
      const left = lease.end();
      const complaint = left && leftBehind(this.name, left);
      if (complaint) throw complaint;
      return result;
    } finally {
      const cleaned = this.#takeBack(connection, lease);
      if (cleaned) await cleaned;
    }
  }

  #takeBack(connection: Connection, lease: ConnectionLease): Promise<void> | undefined {
    this.#leaks.remove(lease);
    return this.#lending.giveBack(connection, lease.end(), lease.isDirty);
  }

  readonly #lendToTransaction = async <Result>(
    work: (lease: ConnectionLease) => Promise<Result>,
    options: BorrowOptions,
  ): Promise<Result> => {
    const { signal } = options;
    if (this.#state !== "open") throw this.#meter.refusal(poolClosed(this.name));
    if (signal?.aborted) throw waitAborted(this.name, signal.reason);
    const site = this.#leaks.site(this.withTransaction);
    const since = performance.now();
    await this.#transactions.take(signal);
    try {
      return await this.#lend(await this.#lending.acquire(signal, since), work, options, site);
    } finally {
      this.#transactions.leave();
    }
  };

  #stateNow(): PoolState {
    if (this.#state !== "open") return this.#state;
    const { isResting, isDown } = this.#lending.stock;
    if (isResting) return "resting";
    return isDown ? "down" : "open";
  }

  async #shutDown(deadline: number, by: string | undefined): Promise<void> {
    this.#state = "closing";
    this.#transactions.refuseAll();
    const late = Promise.withResolvers<void>();
    const stop = startDeadline(deadline, late.resolve);
    await this.#lending.close(late.promise);
    stop();
    this.#state = "closed";
    this.#announce({ kind: "Closed", by });
  }
}
