import type { Client, ClientConfig } from "pg";
import type { CancelTarget } from "./cancel.ts";

/** The server process that a client was told to have; undefined before it is connected. */
export function processIdOf(client: Client): number | undefined {
  return numberOf(client, "processID");
}

/** How to ask the server to end what runs for a client; undefined where it has not said by which key. */
export function cancelTargetOf(client: Client, config: ClientConfig): CancelTarget | undefined {
  const processId = processIdOf(client);
  const secret = numberOf(client, "secretKey");
  if (processId === undefined || secret === undefined) return undefined;
  const { host, port, connection } = client;
  const address = host.startsWith("/")
    ? { path: `${host}/.s.PGSQL.${port}` }
    : { host: textOf(connection.stream, "remoteAddress") ?? host, port };
  return { address, processId, secret, config: { host, ssl: config.ssl, sslnegotiation: config.sslnegotiation } };
}

// What pg has and its types do not name.
function numberOf(object: object, key: string): number | undefined {
  const value: unknown = Reflect.get(object, key);
  return typeof value === "number" ? value : undefined;
}

function textOf(object: object, key: string): string | undefined {
  const value: unknown = Reflect.get(object, key);
  return typeof value === "string" ? value : undefined;
}
