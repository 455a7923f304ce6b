import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./port.ts";

/** `up` is to the server, `down` to the client. */
export type Way = "up" | "down";

/** One connection through the proxy. */
export interface Link {
  /** Passes bytes on. */
  send(way: Way, bytes: Buffer): void;
  /** Both sides hear a reset. */
  reset(): void;
  /** The client hears the end of the server, which hears nothing. */
  halfClose(): void;
}

/** What becomes of the bytes that arrive. */
export type Carry = (link: Link, way: Way, bytes: Buffer) => void;

/** Passes connections on to a Postgres until it is told to do worse. What it is told holds for open connections, too. */
export interface Proxy {
  /** Of the same database, through the proxy. */
  readonly url: string;
  readonly port: number;
  /** Connections that are open. */
  readonly links: ReadonlySet<Link>;
  /** Everything passes, and the port is open. */
  pass(): Promise<void>;
  /** The port refuses connections. Those that there are stay. */
  refuse(): Promise<void>;
  /** Connections are accepted, and no byte passes in either direction; what comes meanwhile is lost. */
  blackHole(): void;
  /** Each chunk is late by `ms` milliseconds and up to `jitter` more. */
  delay(ms: number, jitter?: number): void;
  /** Answers come one byte at a time, with `ms` milliseconds in between. */
  drip(ms: number): void;
  /** Something else. */
  carry(how: Carry): void;
  /** Every connection is reset. */
  reset(): void;
  /** Where new connections lead from now on: an address of the same form. */
  leadTo(url: string): void;
  close(): Promise<void>;
}

const passOn: Carry = (link, way, bytes) => link.send(way, bytes);

/** @param at where it listens: on the first loopback address, and at a free port, where nothing else is said. */
export async function startProxy(url: string, at: { host?: string; port?: number } = {}): Promise<Proxy> {
  const { host = "127.0.0.1" } = at;
  let target = new URL(url);
  let how = passOn;
  const links = new Set<Link>();
  const sockets = new Set<Socket>();
  /** Ends of connections whose other end has gone, which a hole has not let them know. */
  const widows = new Set<Socket>();

  const keep = (socket: Socket) => {
    sockets.add(socket.setNoDelay().on("error", () => {}));
    socket.once("close", () => {
      sockets.delete(socket);
      widows.delete(socket);
    });
  };
  const accept = (client: Socket) => {
    keep(client);
    if (how === hole) return void client.resume();
    const server = connect({ port: Number(target.port), host: target.hostname, allowHalfOpen: true });
    keep(server);
    const ends = { up: server, down: client };
    const link: Link = {
      send: (way, bytes) => {
        if (ends[way].writable) ends[way].write(bytes);
      },
      reset: () => {
        client.resetAndDestroy();
        server.resetAndDestroy();
      },
      halfClose: () => client.end(),
    };
    links.add(link);
    for (const [from, to, way] of [
      [client, server, "up"],
      [server, client, "down"],
    ] as const) {
      from.on("data", (bytes) => how(link, way, bytes));
      from.on("end", () => {
        if (how === hole) widows.add(to);
        else to.end();
      });
      from.on("close", () => {
        links.delete(link);
        if (how === hole) widows.add(to);
        else to.destroy();
      });
    }
  };
  const port = at.port ?? (await freePort());
  let listener = await listen(host, port, accept);

  const through = new URL(url);
  through.hostname = host;
  through.port = String(port);
  return {
    url: through.href,
    port,
    links,
    async pass() {
      how = passOn;
      for (const widow of widows) widow.resetAndDestroy();
      if (!listener.listening) listener = await listen(host, port, accept);
    },
    async refuse() {
      // It calls back when the last connection has ended: from here on nobody is accepted.
      listener.close();
    },
    blackHole() {
      how = hole;
    },
    delay(ms, jitter = 0) {
      // One clock for each connection and direction: bytes never overtake each other.
      const free = new WeakMap<Link, Record<Way, number>>();
      how = (link, way, bytes) => {
        const next = free.get(link) ?? { up: 0, down: 0 };
        free.set(link, next);
        const now = performance.now();
        next[way] = Math.max(next[way], now + ms + Math.random() * jitter);
        setTimeout(() => link.send(way, bytes), next[way] - now);
      };
    },
    drip(ms) {
      how = (link, way, bytes) => {
        if (way === "up") link.send(way, bytes);
        else void dripOut(link, bytes, ms);
      };
    },
    carry(next) {
      how = next;
    },
    reset() {
      for (const link of links) link.reset();
    },
    leadTo(next) {
      target = new URL(next);
    },
    async close() {
      const closed = listener.listening ? once(listener, "close") : undefined;
      listener.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

const hole: Carry = () => {};

async function dripOut(link: Link, bytes: Buffer, ms: number): Promise<void> {
  for (let at = 0; at < bytes.length; at += 1) {
    link.send("down", bytes.subarray(at, at + 1));
    await sleep(ms, undefined, { ref: false });
  }
}

async function listen(host: string, port: number, accept: (client: Socket) => void): Promise<Server> {
  // Half open, so that the end of one side is not taken for that of both.
  const listener = createServer({ allowHalfOpen: true }, accept).listen(port, host);
  await once(listener, "listening");
  return listener;
}
