import { createServer, type RequestListener, type Server } from "node:http";
import { type Problem, StartError } from "../lib/index.ts";

export interface Listening {
  /** `http://127.0.0.1:4000`. */
  readonly origin: string;
  /** No new requests; those that are being answered may finish until the deadline (milliseconds). */
  close(deadline: number): Promise<void>;
}

/**
 * Serves HTTP on an address; port 0 takes a free one.
 *
 * @throws StartError where the address cannot be had.
 */
export async function listen(listener: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer((request, response) => {
    // What is no host cannot be made into the URL that every handler starts from.
    if (URL.canParse(`http://${request.headers.host ?? "localhost"}`)) listener(request, response);
    else response.writeHead(400, { connection: "close" }).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new StartError("Cannot listen:", [problemOf(error, host, port)])));
    server.listen({ host, port }, resolve);
  });
  return { origin: originOf(server, host), close: (deadline) => close(server, deadline) };
}

function originOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

async function close(server: Server, deadline: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), deadline);
  try {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
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
