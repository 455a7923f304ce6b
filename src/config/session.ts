/** A new connection before anybody has it. Its statements run one after the other. */
export interface Session {
  /** As the configuration names it. */
  readonly database: string;
  query<Row extends Record<string, unknown>>(statement: SessionStatement): Promise<readonly Row[]>;
  /** The first row. */
  one<Row extends Record<string, unknown>>(statement: SessionStatement): Promise<Row | undefined>;
  /** The first column of the first row; undefined without rows. */
  value(statement: SessionStatement): Promise<unknown>;
  /** The number of rows that were affected. */
  command(statement: SessionStatement): Promise<number>;
}

export interface SessionStatement {
  readonly text: string;
  /** For `$1`, `$2`, ... */
  readonly values?: readonly unknown[];
}

/** What is done with each new connection, and again after its session was cleaned. Where it rejects, the connection ends. */
export type SessionHook = (session: Session) => Promise<void>;
