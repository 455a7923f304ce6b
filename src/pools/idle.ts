import type { Connection } from "./connection.ts";

export interface IdleOptions {
  /** How long a connection above the pool's size may stay idle, in milliseconds. */
  readonly overflowIdle: number;
  /** How many connections there are above the pool's size. */
  readonly excess: () => number;
  /** The connection is off the stack already. */
  readonly onExpired: (connection: Connection) => void;
}

/**
 * The connections that nobody uses. The one used last is lent first: Postgres has its caches warm, and under a falling
 * load those at the bottom rest long enough to be closed.
 */
export class IdleStack {
  readonly #options: IdleOptions;
  readonly #connections: Connection[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: IdleOptions) {
    this.#options = options;
  }

  get length(): number {
    return this.#connections.length;
  }

  push(connection: Connection): void {
    connection.idleSince = performance.now();
    this.#connections.push(connection);
    if (this.#options.excess() > 0) this.#watch();
  }

  pop(): Connection | undefined {
    return this.#connections.pop();
  }

  /** False where it is not on the stack. */
  remove(connection: Connection): boolean {
    const index = this.#connections.indexOf(connection);
    if (index !== -1) this.#connections.splice(index, 1);
    return index !== -1;
  }

  /** Takes all off and stops the clock. */
  clear(): Connection[] {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#connections.splice(0);
  }

  /** One timer for all: the connection at the bottom is always the next to expire. */
  #watch(): void {
    const [bottom] = this.#connections;
    if (this.#timer !== undefined || !bottom) return;
    const left = bottom.idleSince + this.#options.overflowIdle - performance.now();
    this.#timer = setTimeout(() => this.#expire(), Math.max(left, 1)).unref();
  }

  #expire(): void {
    this.#timer = undefined;
    const latest = performance.now() - this.#options.overflowIdle;
    while (this.#options.excess() > 0) {
      const [bottom] = this.#connections;
      if (!bottom || bottom.idleSince > latest) break;
      this.#connections.shift();
      this.#options.onExpired(bottom);
    }
    if (this.#options.excess() > 0) this.#watch();
  }
}
