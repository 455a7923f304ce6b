import type { Connection as Wire } from "pg";

/** Each holds some kilobytes of the backend, and nothing but us ever closes one. */
const most = 200;
/** Postgres cuts longer names, and two statements would become one. */
const longestName = 63;

/**
 * The statements that are prepared on one connection, by name: at most 200. One more closes the one that was not used
 * for longest.
 */
export class PreparedStatements {
  readonly #wire: Wire;
  /** In the order of their last use. */
  readonly #names = new Set<string>();

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  get size(): number {
    return this.#names.size;
  }

  /** Right before the statement is sent. False where the name is too long, and the statement has to go unnamed. */
  use(name: string): boolean {
    if (name.length > longestName) return false;
    if (!this.#names.delete(name) && this.#names.size >= most) {
      const [oldest = name] = this.#names;
      this.forget(oldest);
    }
    this.#names.add(name);
    return true;
  }

  has(name: string | undefined): boolean {
    return name !== undefined && this.#names.has(name);
  }

  /**
   * Closes a statement, so that its next use prepares it anew. The message goes out together with the next statement: it
   * costs no round trip, and closing one that does not exist is no error (manual, section 54.7, "Close").
   */
  forget(name: string): void {
    this.#names.delete(name);
    this.#wire.close({ type: "S", name }, true);
    this.#forgetParsed(name);
  }

  /** The server has none of them any more. */
  clear(): void {
    for (const name of this.#names) this.#forgetParsed(name);
    this.#names.clear();
  }

  /** pg has no word for this, and would take the statement for prepared for ever. */
  #forgetParsed(name: string): void {
    const known = Reflect.get(this.#wire, "parsedStatements");
    if (typeof known === "object" && known !== null) Reflect.deleteProperty(known, name);
  }
}
