import type { Connection } from "./connection.ts";

export interface IdleOptions {
  /** How long a connection above the pool's size may stay idle, in milliseconds. */
  readonly overflowIdle: number;
  /** How many connections there are above the pool's size. */
  readonly excess: () => number;
  /** How long to wait from one replacement of an old connection to the next, in milliseconds. */
  readonly pace: () => number;
  /** The connection is off the stack already. */
  readonly onExpired: (connection: Connection, reason: "excess" | "expired") => void;
}

/**
 * The connections that nobody uses. The one used last is lent first: Postgres has its caches warm, and under a falling
 * load those at the bottom rest long enough to be closed. Old ones are replaced one by one, at a pace, however many
 * become old at the same time.
 */
export class IdleStack {
  readonly #options: IdleOptions;
  readonly #connections: Connection[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** When the timer fires, by `performance.now()`. */
  #wakesAt = Number.POSITIVE_INFINITY;
  #replacesFrom = 0;

  constructor(options: IdleOptions) {
    this.#options = options;
  }

  get length(): number {
    return this.#connections.length;
  }

  push(connection: Connection): void {
    connection.idleSince = performance.now();
    this.#connections.push(connection);
    const isExcess = this.#options.excess() > 0;
    const due = isExcess ? connection.idleSince + this.#options.overflowIdle : connection.expiresAt;
    if (due < this.#wakesAt) this.#wakeAt(due);
  }

  pop(): Connection | undefined {
    return this.#connections.pop();
  }

  /** The one that was idle for longest. */
  shift(): Connection | undefined {
    return this.#connections.shift();
  }

  /** False where it is not on the stack. */
  remove(connection: Connection): boolean {
    const index = this.#connections.indexOf(connection);
    if (index !== -1) this.#connections.splice(index, 1);
    return index !== -1;
  }

  /** Takes off those that were not used for so long, in milliseconds. */
  takeOlder(idleMs: number): Connection[] {
    const latest = performance.now() - idleMs;
    const firstYounger = this.#connections.findIndex((connection) => connection.idleSince > latest);
    return this.#connections.splice(0, firstYounger === -1 ? this.#connections.length : firstYounger);
  }

  /** Takes all off and stops the clock. */
  clear(): Connection[] {
    clearTimeout(this.#timer);
    this.#wakesAt = Number.POSITIVE_INFINITY;
    return this.#connections.splice(0);
  }

  /** Whether a connection that is old, idle or just given back, is to be replaced now. If so, no other one is for a while. */
  isDue(connection: Connection, now: number): boolean {
    if (connection.expiresAt > now || this.#replacesFrom > now) return false;
    this.#replacesFrom = now + this.#options.pace();
    return true;
  }

  /** One timer for all. */
  #wakeAt(due: number): void {
    clearTimeout(this.#timer);
    this.#wakesAt = due;
    // Node fires a timer beyond this at once.
    const delay = Math.min(Math.max(due - performance.now(), 1), 2 ** 31 - 1);
    this.#timer = setTimeout(() => this.#expire(), delay).unref();
  }

  #expire(): void {
    this.#wakesAt = Number.POSITIVE_INFINITY;
    const now = performance.now();
    const latest = now - this.#options.overflowIdle;
    // The connection at the bottom has been idle for longest.
    for (let excess = this.#options.excess(); excess > 0; excess -= 1) {
      const [bottom] = this.#connections;
      if (!bottom || bottom.idleSince > latest) break;
      this.#connections.shift();
      this.#options.onExpired(bottom, "excess");
    }
    const old = this.#connections.find((connection) => this.isDue(connection, now));
    if (old && this.remove(old)) this.#options.onExpired(old, "expired");
    const next = this.#nextDue();
    if (next < this.#wakesAt) this.#wakeAt(next);
  }

  #nextDue(): number {
    const [bottom] = this.#connections;
    if (!bottom) return Number.POSITIVE_INFINITY;
    const excess =
      this.#options.excess() > 0 ? bottom.idleSince + this.#options.overflowIdle : Number.POSITIVE_INFINITY;
    const oldest = this.#connections.reduce((due, each) => Math.min(due, each.expiresAt), Number.POSITIVE_INFINITY);
    return Math.min(excess, Math.max(oldest, this.#replacesFrom));
  }
}
