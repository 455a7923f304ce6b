import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { type Problem, StartError } from "../lib/index.ts";
import { joinDuplicates } from "./join-duplicates.ts";

export interface Listening {
  /** `http://127.0.0.1:4000`. */
  readonly origin: string;
  /** No new requests; those that are being answered may finish until the deadline (milliseconds). */
  close(deadline: number): Promise<void>;
}

/**
 * How long a connection without a request is kept, in milliseconds. Longer than proxies and clients keep theirs: where
 * both end at the same time a request gets lost in between.
 */
const keepAlive = 75_000;

/** What answers. */
export interface Listeners {
  readonly request: RequestListener;
  /** A request that wants to become something else than HTTP. */
  readonly upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void;
}

/**
 * Serves HTTP on an address; port 0 takes a free one.
 *
 * @throws StartError where the address cannot be had.
 */
export async function listen(listeners: Listeners, host: string, port: number): Promise<Listening> {
  const open = new Set<ServerResponse>();
  // Clients that offer to go on with HTTP/2 take an answer in HTTP/1.1, too (RFC 9110, section 7.8).
  const shouldUpgradeCallback = ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === "websocket";
  const server = createServer({ shouldUpgradeCallback }, (request, response) => {
    if (!takeTarget(request)) {
      response.writeHead(400, { connection: "close" }).end();
      return;
    }
    joinDuplicates(request);
    // A server that closes answers what has begun, and keeps no connection for more.
    if (!server.listening) response.setHeader("connection", "close");
    open.add(response);
    response.once("close", () => open.delete(response));
    listeners.request(request, response);
  });
  server.on("upgrade", (request, stream, head) => {
    // Until it belongs to somebody, nobody else hears that it was lost.
    stream.on("error", () => {});
    if (takeTarget(request)) listeners.upgrade(request, stream, head);
    else stream.destroy();
  });
  server.keepAliveTimeout = keepAlive;
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => reject(new StartError("Cannot listen:", [problemOf(error, host, port)]));
    server.once("error", fail);
    server.listen({ host, port }, () => {
      server.off("error", fail);
      resolve();
    });
  });
  return { origin: originOf(server, host), close: (deadline) => close(server, open, deadline) };
}

/**
 * Brings the target of a request into the form that every handler starts from, a path; false for what has none. A target
 * that is a whole URL names the host too, whatever `Host` says (RFC 9112, section 3.2.2).
 */
function takeTarget(request: IncomingMessage): boolean {
  const { url = "", headers } = request;
  if (/^https?:\/\//i.test(url)) {
    if (!URL.canParse(url)) return false;
    const { host, pathname, search, username, password } = new URL(url);
    if (username || password) return false;
    request.url = `${pathname}${search}`;
    headers.host = host;
    return true;
  }
  return url.startsWith("/") && URL.canParse(url, `http://${headers.host ?? "localhost"}`);
}

function originOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

async function close(server: Server, open: ReadonlySet<ServerResponse>, deadline: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), deadline);
  try {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const response of open) if (!response.headersSent) response.setHeader("connection", "close");
      server.closeIdleConnections();
    });
  } finally {
    clearTimeout(timer);
  }
}

function problemOf(error: NodeJS.ErrnoException, host: string, port: number): Problem {
  switch (error.code) {
    case "EADDRINUSE":
      return {
        path: "server.port",
        message: `${host}:${port} is in use by another process. Name another port with --port, or 0 for a free one`,
      };
    case "EACCES":
      return {
        path: "server.port",
        message: `this user may not listen on port ${port}. Name one above 1023 with --port`,
      };
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return { path: "server.host", message: `${host} is no address of this machine. Name one with --host` };
    default:
      return { path: "server", message: `${host}:${port}: ${error.message}` };
  }
}
