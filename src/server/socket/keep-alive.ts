import type { WebSocket } from "ws";

/**
 * Asks every client, at an interval, whether it is still there, and ends the connection of one that has not answered by the
 * next time: its network is gone, or it does not read any more.
 */
export class KeepAlive {
  readonly #interval: number;
  readonly #sockets = new Map<WebSocket, boolean>();
  #timer: NodeJS.Timeout | undefined;

  /** @param interval milliseconds. */
  constructor(interval: number) {
    this.#interval = interval;
  }

  add(socket: WebSocket): void {
    this.#sockets.set(socket, true);
    socket.on("pong", () => this.#sockets.set(socket, true));
    socket.once("close", () => this.#remove(socket));
    this.#timer ??= setInterval(() => this.#look(), this.#interval).unref();
  }

  #remove(socket: WebSocket): void {
    this.#sockets.delete(socket);
    if (this.#sockets.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    for (const [socket, hasAnswered] of this.#sockets) {
      if (hasAnswered) {
        this.#sockets.set(socket, false);
        socket.ping();
      } else socket.terminate();
    }
  }
}
