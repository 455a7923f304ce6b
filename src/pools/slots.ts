import { type LineOptions, WaitingLine } from "./waiting.ts";

/** A number of places that are taken and left, first come, first served. */
export class Slots {
  readonly #line: WaitingLine<void>;
  #limit: number;
  #taken = 0;

  constructor(limit: number, options: LineOptions) {
    this.#limit = limit;
    this.#line = new WaitingLine(options);
  }

  get waiting(): number {
    return this.#line.length;
  }

  get isFull(): boolean {
    return this.#taken >= this.#limit || this.#line.length > 0;
  }

  set limit(limit: number) {
    this.#limit = limit;
    this.#admit();
  }

  /** Rejects as `WaitingLine.wait` does. */
  async take(signal: AbortSignal | undefined): Promise<void> {
    if (!this.isFull) this.#taken += 1;
    else await this.#line.wait(signal);
  }

  leave(): void {
    this.#taken -= 1;
    this.#admit();
  }

  refuseAll(error: () => Error): void {
    this.#line.refuseAll(error);
  }

  #admit(): void {
    while (this.#taken < this.#limit && this.#line.serve()) this.#taken += 1;
  }
}
