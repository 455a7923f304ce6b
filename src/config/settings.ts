import type { KeyObject } from "node:crypto";
import type { Authenticate } from "./authenticate.ts";
import type { ExtendFunction } from "./extend.ts";
import type { RoleSettings } from "./roles.ts";
import type { RowSecuritySettings } from "./row-security.ts";
import type { SessionHook } from "./session.ts";

/** The configuration as the rest of the program reads it: every default filled in, every reference checked. */
export interface Settings {
  /** In the order in which they were written. */
  readonly databases: readonly DatabaseSettings[];
  readonly links: readonly LinkSettings[];
  /** Absent where nobody has to say who they are: everyone is `admin` then. */
  readonly auth?: AuthSettings;
  readonly server: ServerSettings;
  readonly limits: LimitsSettings;
  readonly runSql: RunSqlSettings;
  readonly dashboard: DashboardSettings;
  /** Whether rows have an `id` among all types. */
  readonly relay: boolean;
  /** Adds custom fields. */
  readonly extend?: ExtendFunction;
  /** The most connections of all pools together. */
  readonly budget?: number;
  /**
   * True where a configuration file or object names the databases: a clash of names then stops the start. False for
   * databases that are named by URL alone.
   */
  readonly strictNames: boolean;
  readonly roles: readonly RoleSettings[];
}

export interface DatabaseSettings {
  readonly name: string;
  /** Begins the name of every type and root field; may be empty. */
  readonly prefix: string;
  /** At least one. */
  readonly schemas: readonly string[];
  readonly readOnly: boolean;
  /** Whether clients see what a trigger's `raise exception` says. */
  readonly raisedMessages: boolean;
  /** Undefined where the rules of roles decide. */
  readonly rowSecurity?: RowSecuritySettings;
  readonly connection: ConnectionSettings;
  readonly pool: PoolSettings;
  readonly onConnect?: SessionHook;
  readonly tables: readonly TableSettings[];
  readonly types: readonly TypeSettings[];
}

/** What was written about one table. Whether there is such a table is checked against the catalog later. */
export interface TableSettings {
  /** As it was written: the table's name, or its schema's and its own with a dot between them. */
  readonly table: string;
  /** Where it was written, for messages: `databases.shop.tables.orders`. */
  readonly path: string;
  readonly name?: string;
  readonly hidden?: boolean;
  /** At least one column. */
  readonly key?: readonly string[];
  /** A column, or `xmin`. */
  readonly version?: string;
  readonly columns: ReadonlyMap<string, ColumnSettings>;
  /** By the name of the foreign key. */
  readonly relations: ReadonlyMap<string, RelationSettings>;
}

export interface ColumnSettings {
  readonly path: string;
  readonly name?: string;
  readonly hidden?: boolean;
}

export interface RelationSettings {
  readonly path: string;
  readonly field?: string | false;
  readonly inverse?: string | false;
}

/** What was written about one enum or composite type, as for a table. */
export interface TypeSettings {
  readonly type: string;
  readonly path: string;
  readonly name?: string;
}

/** As `pg.Client` takes it. What is left out comes from `PGHOST` and its like, or from libpq's defaults. */
export type ConnectionSettings =
  | {
      readonly url: string;
      /** Asked for each connection, where the URL has none. */
      readonly password?: PasswordSource;
    }
  | {
      readonly host?: string;
      readonly port?: number;
      readonly database?: string;
      readonly user?: string;
      readonly password?: string | PasswordSource;
      /** As libpq has them (manual, section 32.19); the last three are files. */
      readonly sslmode?: string;
      readonly sslrootcert?: string;
      readonly sslcert?: string;
      readonly sslkey?: string;
    };

/** Gives the password for a new connection. */
export type PasswordSource = () => string | Promise<string>;

/** Times are milliseconds. */
export interface PoolSettings {
  /** Connections kept open (5). */
  readonly size: number;
  /** Extra, temporary connections under load (15). */
  readonly overflow: number;
  /** How long an extra connection stays idle before it is closed (5,000). */
  readonly overflowIdle: number;
  /** How long a borrower waits; covers queueing and connecting together (5,000). */
  readonly acquireTimeout: number;
  /** How many borrowers may wait (10,000). */
  readonly maxWaiting: number;
  /** How long one attempt to connect may take (5,000). */
  readonly connectTimeout: number;
  /** How long the client waits for an answer before it cancels (35,000). */
  readonly queryTimeout: number;
  /** Postgres's `statement_timeout`; 0 for none (30,000). */
  readonly statementTimeout: number;
  /** Postgres's `lock_timeout`; 0 for none (10,000). */
  readonly lockTimeout: number;
  /** Postgres's `idle_in_transaction_session_timeout`; 0 for none (60,000). */
  readonly idleInTransactionTimeout: number;
  /** When a connection is replaced, plus or minus five percent; never while it is lent (3,600,000). */
  readonly maxLifetime: number;
  /** How often a connection is lent until it is replaced (50,000). */
  readonly maxUses: number;
  /** A connection that was idle for longer is tested before it is lent (30,000). */
  readonly validateAfterIdle: number;
  /** What it is tested with (`select 1`). */
  readonly validationQuery: string;
  /** A pool that nobody used for so long closes its connections until somebody does; 0 for never (1,800,000). */
  readonly closeAfterUnused: number;
  /** A lease that is held for longer is announced; 0 for never (60,000). */
  readonly leakWarning: number;
  /**
   * Whether a pooler such as PgBouncer gives each transaction another session: `auto` finds out, `none` is for one that
   * gives each client a session, `transaction` for one that hides (`auto`).
   */
  readonly pooler: "auto" | "none" | "transaction";
  readonly breaker: {
    /** Failures in a row until borrowers are refused at once (5). */
    readonly failures: number;
    /** How long, until one borrower may cause an attempt again (60,000). */
    readonly resetAfter: number;
  };
  /** The largest answer, in bytes (67,108,864). */
  readonly maxResultBytes: number;
  /** What Postgres shows in `pg_stat_activity`, at most 63 bytes (`sluice/<name>`). */
  readonly applicationName: string;
}

/** A link whose ends name configured databases. The tables and columns are checked against the catalogs later. */
export interface LinkSettings {
  readonly from: LinkEndSettings;
  readonly to: LinkEndSettings;
  readonly field?: string;
  readonly inverse?: string | false;
  /** Where it was written, for messages: `links[0]`. */
  readonly path: string;
}

export interface LinkEndSettings {
  readonly database: string;
  readonly schema: string;
  readonly table: string;
  /** As many as the other end has, in the same order. */
  readonly columns: readonly string[];
}

/** How it is known who asks. At least one of these. */
export interface AuthSettings {
  readonly jwt?: JwtSettings;
  readonly adminSecret?: string;
  readonly anonymousRole?: string;
  readonly authenticate?: Authenticate;
}

export interface JwtSettings {
  /** A secret, a public key, or where public keys are published. */
  readonly key: KeyObject | URL;
  /** All of them fit the key. */
  readonly algorithms: readonly string[];
  /** One of these. */
  readonly issuer?: readonly string[];
  /** One of these. */
  readonly audience?: readonly string[];
  /** Milliseconds. */
  readonly clockTolerance: number;
  /** From claim to claim. */
  readonly roleClaim: readonly string[];
  readonly rolesClaim?: readonly string[];
  readonly allowAdmin: boolean;
}

export interface ServerSettings {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** `Host` headers to answer beside the loopback's names. */
  readonly allowedHosts: readonly string[];
  readonly exampleQuery?: string;
}

export interface LimitsSettings {
  /** The most rows that a list may return. */
  readonly maxLimit: number;
  /** The largest body of a request. */
  readonly requestBytes: number;
  /** The most tokens of a document. */
  readonly documentTokens: number;
  /** How deep fields, fragments and values of arguments may be nested. */
  readonly depth: number;
  /** The most that the statements of one request may answer together, in characters. */
  readonly responseBytes: number;
  /** The most subscriptions at once, of all clients. */
  readonly subscriptions: number;
  /** The most WebSocket connections at once. */
  readonly sockets: number;
  /** The most operations at once on one of them. */
  readonly operationsPerSocket: number;
}

/** The page on which operators watch the pools. */
export interface DashboardSettings {
  readonly enabled: boolean;
}

/** SQL that operators write themselves. */
export interface RunSqlSettings {
  readonly mode: "off" | "readOnly" | "readWrite";
  /** The most rows of one answer. */
  readonly maxRows: number;
  /** The largest answer, in bytes. */
  readonly maxBytes: number;
  /** Milliseconds for a statement, waiting included. */
  readonly timeout: number;
}
