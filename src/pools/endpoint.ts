import { Client, type ClientConfig } from "pg";
import type { ConnectionSettings, PoolConfig, PoolSettings } from "../config/index.ts";
import { StartError } from "../lib/index.ts";
import { decoding } from "./decoding.ts";
import { readPasswordFile } from "./password-file.ts";
import type { OnConnect } from "./readiness.ts";
import { sessionOptions, transactionSettings } from "./session.ts";
import { readTls } from "./tls.ts";
import type { TransactionSettings } from "./transaction-settings.ts";

/** One database and how to reach it. */
export interface PoolTarget {
  /** As the configuration names it. */
  readonly name: string;
  readonly connection: ConnectionSettings;
  /** Postgres refuses to write in every session. */
  readonly readOnly?: boolean;
  /** What is left out has the default of the configuration. */
  readonly settings?: PoolConfig | undefined;
  readonly onConnect?: OnConnect | undefined;
}

/** The same with every default filled in. */
export interface ResolvedTarget extends PoolTarget {
  readonly settings: PoolSettings;
}

/** Where a pool connects to. */
export interface Endpoint {
  /** `host:port/database`, for operators. */
  readonly label: string;
  /** Holds the password: never to be printed. */
  readonly config: ClientConfig;
  /** Nobody is meant to write. */
  readonly isReadOnly: boolean;
  /** What the `options` of `config` say, for a single transaction. */
  readonly pooled: TransactionSettings;
}

/** Throws a `StartError` where the URL, or a certificate, cannot be read. */
export function readEndpoint({ name, connection, readOnly = false, settings }: ResolvedTarget): Endpoint {
  const reader = readAddress(name, connection);
  const parameters = "url" in connection ? queryOf(connection.url) : new URLSearchParams();
  const { password = reader.password ?? (() => readPasswordFile(reader)) } = connection;
  return {
    label: `${reader.host.includes(":") ? `[${reader.host}]` : reader.host}:${reader.port}/${reader.database}`,
    // Only the address, the credentials and TLS are taken over: a URL's `query_timeout`, `binary` or
    // `statement_timeout` would reach pg, or Postgres, with precedence over the settings.
    config: {
      host: reader.host,
      port: reader.port,
      database: reader.database,
      user: reader.user,
      password,
      ssl: readSsl(name, connection, parameters),
      sslnegotiation: parameters.get("sslnegotiation") === "direct" ? "direct" : undefined,
      application_name: settings.applicationName,
      options: sessionOptions(settings, readOnly, parameters.get("options") ?? undefined),
      connectionTimeoutMillis: settings.connectTimeout,
      types: decoding,
    },
    isReadOnly: readOnly,
    pooled: transactionSettings(settings, readOnly),
  };
}

/** A client that is never connected: pg's own reading of URLs, environment and defaults, without a copy of it. */
function readAddress(name: string, connection: ConnectionSettings): Client {
  try {
    if ("url" in connection) return new Client({ connectionString: withoutTls(connection.url), ssl: false });
    const { host, port, database, user, password } = connection;
    return new Client({ host, port, database, user, password, ssl: false });
  } catch (error) {
    // The message of an unreadable URL does not quote it; the error's other properties may, so they end here.
    const message = error instanceof Error ? error.message : "it cannot be read";
    throw new StartError("A database's address cannot be read.", [{ path: `databases.${name}.url`, message }]);
  }
}

function readSsl(name: string, connection: ConnectionSettings, parameters: URLSearchParams) {
  const own = "url" in connection ? {} : connection;
  // As libpq: what stands with the address, then the environment.
  const settingOf = (key: (typeof tlsKeys)[number]) =>
    own[key] ?? parameters.get(key) ?? process.env[`PG${key.toUpperCase()}`] ?? undefined;
  try {
    return readTls({
      sslmode: settingOf("sslmode") ?? (parameters.get("ssl") === "true" ? "verify-full" : undefined),
      sslrootcert: settingOf("sslrootcert"),
      sslcert: settingOf("sslcert"),
      sslkey: settingOf("sslkey"),
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new StartError("A database's TLS cannot be set up.", [{ path: `databases.${name}`, message }]);
  }
}

const tlsKeys = ["sslmode", "sslrootcert", "sslcert", "sslkey"] as const;

/** pg would read the files, and warn of modes that it is about to understand as libpq does. */
function withoutTls(url: string): string {
  const [address = "", query] = url.split("?", 2);
  if (query === undefined) return url;
  const parameters = new URLSearchParams(query);
  for (const key of ["ssl", "sslnegotiation", ...tlsKeys]) parameters.delete(key);
  return `${address}?${parameters}`;
}

function queryOf(url: string): URLSearchParams {
  return new URLSearchParams(/\?([^#]*)/.exec(url)?.[1]);
}
