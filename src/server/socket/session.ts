import type { SubscribePayload } from "graphql-ws";
import type { Principal } from "../../lib/index.ts";

interface Operation {
  readonly id: string;
  readonly controller: AbortController;
  /** Whether the client still waits for it. */
  readonly isWanted: () => boolean;
}

/** What one WebSocket has to itself: who it is, and what it runs. */
export class Session {
  readonly headers: Headers;
  /** Known from `connection_init` on, before which nothing runs. */
  principal: Principal | undefined;
  /** By their message: a client may use an id again while what had it before comes to its end. */
  readonly #operations = new Map<SubscribePayload, Operation>();
  #onIdle: (() => void) | undefined;
  readonly #onExpiry: () => void;
  #dispose = () => {};
  #isGone = false;

  /** @param onExpiry what ends it once it is not true any more who asks. */
  constructor(headers: Headers, onExpiry: () => void) {
    this.headers = headers;
    this.#onExpiry = onExpiry;
  }

  /** Called once when the socket is closed; at once where it was while it was found out who asks. */
  whenGone(dispose: () => void): void {
    if (this.#isGone) dispose();
    else this.#dispose = dispose;
  }

  gone(): void {
    this.#isGone = true;
    this.#dispose();
  }

  expire(): void {
    this.#onExpiry();
  }

  begin(message: SubscribePayload, operation: Operation): void {
    for (const other of this.#operations.values()) if (other.id === operation.id) other.controller.abort();
    this.#operations.set(message, operation);
    this.endUnwanted();
  }

  finish(message: SubscribePayload): void {
    this.#operations.delete(message);
    if (this.#operations.size === 0) this.#onIdle?.();
  }

  endUnwanted(): void {
    for (const { controller, isWanted } of this.#operations.values()) {
      // Each `abort` makes an error with a stack, also the second one.
      if (!controller.signal.aborted && !isWanted()) controller.abort();
    }
  }

  /** Resolves when nothing runs any more. */
  idle(): Promise<void> {
    if (this.#operations.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onIdle = resolve;
    });
  }
}
