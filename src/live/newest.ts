/** Holds one value for a slow reader: the newest, and none twice. */
export class Newest<Value> {
  #value: Value | undefined;

  put(value: Value): void {
    this.#value = value;
  }

  take(): Value | undefined {
    const value = this.#value;
    this.#value = undefined;
    return value;
  }
}
