import pgpass from "pgpass";

/** Who connects where, as a line of the file says it. */
export interface PasswordSubject {
  readonly host: string;
  readonly port: number;
  readonly database?: string | undefined;
  readonly user?: string | undefined;
}

/**
 * The password that `.pgpass` has (manual, section 32.16), or the file that `PGPASSFILE` names; "" without one. Read anew
 * for each connection, so that it may change.
 */
export function readPasswordFile({ host, port, database, user }: PasswordSubject): Promise<string> {
  return new Promise((resolve) => pgpass({ host, port, database, user }, (password) => resolve(password ?? "")));
}
