import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { setImmediate as afterSending } from "node:timers/promises";
import { handleProtocols, type Server } from "graphql-ws";
import { type WebSocket, WebSocketServer } from "ws";
import { joinDuplicates } from "../join-duplicates.ts";
import { KeepAlive } from "./keep-alive.ts";
import { type Refusal, refuseUpgrade } from "./refuse-upgrade.ts";
import { serve } from "./serve.ts";
import { Session } from "./session.ts";

export interface SocketsOptions {
  readonly protocol: Server<Session>;
  /** Why a request gets no WebSocket, where it gets none. */
  readonly refusal: (request: IncomingMessage, headers: Headers) => Refusal | undefined;
  /** The most connections at once. */
  readonly most: number;
  /** The largest message, in bytes. */
  readonly mostBytes: number;
  /** How much may wait for a client that does not read, in bytes. */
  readonly mostUnread: number;
  /** Milliseconds between two questions whether a client is still there. */
  readonly keepAlive: number;
  readonly onFailure: (error: unknown) => void;
}

/** How a socket is closed whose token is over, of the codes that an application may use (RFC 6455, section 7.4.2). */
const expired = 4401;
/** Milliseconds. */
const lastWords = 100;

/** All WebSocket connections of a gateway. */
export class Sockets {
  readonly #options: SocketsOptions;
  readonly #server: WebSocketServer;
  readonly #keepAlive: KeepAlive;
  readonly #open = new Map<WebSocket, Session>();
  #isClosing = false;

  constructor(options: SocketsOptions) {
    this.#options = options;
    this.#keepAlive = new KeepAlive(options.keepAlive);
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: options.mostBytes,
      // They are kept here, with what they run.
      clientTracking: false,
      handleProtocols,
    });
  }

  get size(): number {
    return this.#open.size;
  }

  /** Makes a WebSocket of a request, or refuses it as HTTP does. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    joinDuplicates(request);
    const headers = headersOf(request);
    const refusal = this.#isFull ?? this.#options.refusal(request, headers);
    if (refusal) {
      refuseUpgrade(stream, refusal);
      return;
    }
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      const session = new Session(headers, () => {
        // Its streams say so first.
        setTimeout(() => socket.close(expired, "The token has expired"), lastWords).unref();
      });
      this.#open.set(socket, session);
      socket.once("close", () => {
        this.#open.delete(socket);
        session.gone();
      });
      this.#keepAlive.add(socket);
      serve(socket, session, this.#options);
    });
  }

  /** No new ones; lets operations end until the deadline (milliseconds), then closes all. Never rejects. */
  async close(deadline: number): Promise<void> {
    this.#isClosing = true;
    const timer = setTimeout(() => {
      for (const socket of this.#open.keys()) socket.terminate();
    }, deadline);
    await Promise.all([...this.#open].map(([socket, session]) => leave(socket, session)));
    clearTimeout(timer);
  }

  get #isFull(): Refusal | undefined {
    if (this.#isClosing) return { status: 503, code: "LIMIT_EXCEEDED", message: "The gateway is about to stop." };
    if (this.#open.size < this.#options.most) return undefined;
    const message = `The gateway has ${this.#options.most} WebSocket connections already, as many as it may.`;
    return { status: 503, code: "LIMIT_EXCEEDED", message };
  }
}

async function leave(socket: WebSocket, session: Session): Promise<void> {
  const closed = once(socket, "close");
  await Promise.race([session.idle(), closed]);
  // The last word of an operation is on its way when it has ended.
  await afterSending();
  socket.close(1001, "Going away");
  await closed;
}

function headersOf({ headers }: IncomingMessage): Headers {
  const copy = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const each of [value ?? []].flat()) copy.append(name, each);
  }
  // What answers is a stream, whatever was asked for when there was no socket yet.
  copy.set("accept", "text/event-stream");
  return copy;
}
