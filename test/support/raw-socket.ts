import WebSocket from "ws";
import { socketUrl } from "./streams.ts";

type Message = Readonly<Record<string, unknown>>;

/** A WebSocket that says exactly what a test wants it to. */
export interface RawSocket {
  readonly socket: WebSocket;
  send(message: Message | string): void;
  /** The next message; rejects where the socket is closed instead. */
  next(): Promise<Message>;
  /** Resolves when the server, or the network, has closed it. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

export interface RawSocketOptions {
  readonly protocol?: string;
  readonly headers?: Record<string, string>;
  /** False for one that says nothing at first. */
  readonly init?: boolean;
}

/** Opens one; rejects with what the server answered where it makes no WebSocket of the request. */
export async function openSocket(
  url: string,
  { protocol = "graphql-transport-ws", headers = {}, init = true }: RawSocketOptions = {},
): Promise<RawSocket> {
  const socket = new WebSocket(socketUrl(url), protocol, { headers });
  const messages: Message[] = [];
  const readers: PromiseWithResolvers<Message>[] = [];
  socket.on("message", (data) => {
    const message: Message = Object(JSON.parse(String(data)));
    const reader = readers.shift();
    if (reader) reader.resolve(message);
    else messages.push(message);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once("close", (code, reason) => {
      for (const reader of readers) reader.reject(new Error(`Closed: ${code} ${reason}`));
      resolve({ code, reason: String(reason) });
    });
  });
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  socket.on("error", () => {});
  const raw: RawSocket = {
    socket,
    closed,
    send: (message) => socket.send(typeof message === "string" ? message : JSON.stringify(message)),
    next: () => {
      const message = messages.shift();
      if (message) return Promise.resolve(message);
      const reader = Promise.withResolvers<Message>();
      readers.push(reader);
      return reader.promise;
    },
  };
  if (init) {
    raw.send({ type: "connection_init" });
    await raw.next();
  }
  return raw;
}
