export const host = "127.0.0.1";
export const superuser = "postgres";

/** How long a server may take to end in good order, in milliseconds; after that it is killed. */
export const stoppedWithin = 10_000;

/** A Postgres that accepts connections. */
export interface PostgresServer {
  readonly host: string;
  readonly port: number;
  /** A superuser. */
  readonly user: string;
  readonly password: string;
  /** The postmaster's. */
  readonly pid: number;
  url(database: string): string;
  /** Ends the sessions and the server in good order. May be called again. */
  stop(): Promise<void>;
  /** Ends the postmaster as a crash would. */
  kill(): Promise<void>;
}

export function urlOf(port: number, password: string, database: string): string {
  return `postgres://${superuser}:${password}@${host}:${port}/${encodeURIComponent(database)}`;
}
