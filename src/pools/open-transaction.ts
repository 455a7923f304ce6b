import { AsyncLocalStorage } from "node:async_hooks";
import type { Callbacks } from "./callbacks.ts";
import type { ConnectionLease, Table } from "./lease.ts";
import type { Statement } from "./statement.ts";
import type { Transaction, TransactionWork } from "./transaction.ts";

/** The transactions whose savepoints the running code is inside of. */
const enclosing = new AsyncLocalStorage<readonly OpenTransaction[]>();

/** What the work of a transaction, or of a savepoint, is given. */
export class OpenTransaction implements Transaction {
  readonly database: string;
  readonly #lease: ConnectionLease;
  readonly #callbacks: Callbacks;
  /** The savepoint that was begun last. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(lease: ConnectionLease, callbacks: Callbacks) {
    this.database = lease.database;
    this.#lease = lease;
    this.#callbacks = callbacks;
  }

  query<Row extends Record<string, unknown>>(statement: Statement): Promise<readonly Row[]> {
    return this.#lease.query<Row>(statement);
  }

  one<Row extends Record<string, unknown>>(statement: Statement): Promise<Row | undefined> {
    return this.#lease.one<Row>(statement);
  }

  value(statement: Statement): Promise<unknown> {
    return this.#lease.value(statement);
  }

  command(statement: Statement): Promise<number> {
    return this.#lease.command(statement);
  }

  table(statement: Statement): Promise<Table> {
    return this.#lease.table(statement);
  }

  afterCommit(callback: () => unknown): void {
    this.#callbacks.addAfterCommit(callback);
  }

  onRollback(callback: () => unknown): void {
    this.#callbacks.addOnRollback(callback);
  }

  withTransaction<Result>(work: TransactionWork<Result>): Promise<Result> {
    if (enclosing.getStore()?.includes(this)) return Promise.reject(waitsForItself(this.database));
    const run = () => this.#savepoint(work);
    const result = this.#last.then(run, run);
    this.#last = result;
    return result;
  }

  async #savepoint<Result>(work: TransactionWork<Result>): Promise<Result> {
    const lease = this.#lease;
    const inner = this.#callbacks.inner();
    // Names may repeat: the one that was made last is meant, and inside it there is no outer one to roll back to.
    await lease.command({ text: "savepoint s", effects: "rows" });
    let result: Result;
    try {
      const within = [...(enclosing.getStore() ?? []), this];
      result = await enclosing.run(within, () => work(new OpenTransaction(lease, inner)));
      await lease.command({ text: "release savepoint s", effects: "rows" });
    } catch (error) {
      // Where this fails the connection is lost, or was aborted: the end of the transaction finds out.
      await lease.command({ text: "rollback to savepoint s", effects: "rows" }).catch(() => {});
      await lease.command({ text: "release savepoint s", effects: "rows" }).catch(() => {});
      await inner.rolledBack();
      throw error;
    }
    this.#callbacks.absorb(inner);
    return result;
  }
}

function waitsForItself(database: string): Error {
  return new Error(
    `A savepoint of database "${database}" would wait for itself: inside it, use the transaction that its work is given.`,
  );
}
