// Every key may also be `undefined`, which counts as absent: `url: process.env.SHOP_URL` has to compile.

import type { Algorithm } from "./algorithms.ts";
import type { Authenticate } from "./authenticate.ts";
import type { ExtendFunction } from "./extend.ts";
import type { SessionHook } from "./session.ts";
import type { PasswordSource, PoolSettings } from "./settings.ts";

/** What a user writes: the default export of `sluice.config.ts`, or the argument of `createGateway`. */
export interface SluiceConfig {
  /** By name (`/^[A-Za-z][A-Za-z0-9_]*$/`); a text is short for `{ url }`. */
  readonly databases?: Readonly<Record<string, string | DatabaseConfig>> | undefined;
  /** Rows that belong together across databases. */
  readonly links?: readonly LinkConfig[] | undefined;
  /** Who may ask. Without it everyone is `admin`, and only the loopback is listened on. */
  readonly auth?: AuthConfig | undefined;
  /** What each role may see and do, by name; without a word nothing. */
  readonly roles?: Readonly<Record<string, RoleConfig>> | undefined;
  readonly server?: ServerConfig | undefined;
  readonly limits?: LimitsConfig | undefined;
  readonly runSql?: RunSqlConfig | undefined;
  readonly dashboard?: DashboardConfig | undefined;
  /**
   * Gives every row with a key an `id` among all types, and finds it by that: `node`, `nodes`, the interface `Node`. A
   * column `id` is then the field `rowId`. Default: false.
   */
  readonly relay?: boolean | undefined;
  /** The most connections of all pools together; the sum of their sizes must fit. Default: no limit. */
  readonly budget?: number | undefined;
  /** In code: adds queries, mutations, subscriptions, types and fields of one's own to those that are generated. */
  readonly extend?: ExtendFunction | undefined;
  /** For editors, in a JSON file; not read. */
  readonly $schema?: string | undefined;
}

/** One database. Its address is `url`, or at least `host` or `database`; the rest has a default. */
export interface DatabaseConfig {
  /** `postgres://user:password@host:5432/database?sslmode=verify-full`. Not together with `host`, `port`, `database`, `user`. */
  readonly url?: string | undefined;
  /** A name, an address, or the directory of a Unix socket. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly database?: string | undefined;
  readonly user?: string | undefined;
  /** A text, or what is asked for each new connection: a token that expires, a secret that is rotated. */
  readonly password?: string | PasswordSource | undefined;
  /** A file that holds the password, read for each new connection; a newline at its end does not count. */
  readonly passwordFile?: string | undefined;
  /**
   * TLS, as in libpq, where the address is no URL (there it stands in the query): `disable` (the default), `require`
   * (encrypted), `verify-ca` (and the certificate leads to `sslrootcert`) or `verify-full` (and is that of the host).
   */
  readonly sslmode?: "disable" | "require" | "verify-ca" | "verify-full" | undefined;
  /** Files: the certificates to trust, the client's own certificate and its key. */
  readonly sslrootcert?: string | undefined;
  readonly sslcert?: string | undefined;
  readonly sslkey?: string | undefined;
  /** Begins the name of every type and root field; `""` for none. Default: the database's name. */
  readonly prefix?: string | undefined;
  /** The schemas to expose. Default: `["public"]`. */
  readonly schemas?: readonly string[] | undefined;
  /** Leaves out every mutation, and Postgres refuses to write. Default: false. */
  readonly readOnly?: boolean | undefined;
  /** Clients see what `raise exception` of a trigger or a function says, when a mutation meets it. Default: false. */
  readonly raisedMessages?: boolean | undefined;
  /**
   * What decides who sees and does what: the `roles` of the configuration, or Postgres itself, to which each request comes
   * as a role of the database with the claims of its token. Default: `rules`.
   */
  readonly access?: "rules" | "rls" | undefined;
  readonly rowSecurity?: RowSecurityConfig | undefined;
  readonly pool?: DatabasePoolConfig | undefined;
  /** Tables, views and the like by name, as `orders` in the first of `schemas` and `audit.events` in any other. */
  readonly tables?: Readonly<Record<string, TableConfig>> | undefined;
  /** Enums and composite types by name, as tables are named. */
  readonly types?: Readonly<Record<string, TypeConfig>> | undefined;
}

/** Of a database with `access: "rls"`. */
export interface RowSecurityConfig {
  /** As which role of the database each role asks, `admin` included. Default: the one of the same name. */
  readonly roles?: Readonly<Record<string, string>> | undefined;
}

/** What a table is called and what of it is exposed. Each setting wins over the comment that says the same. */
export interface TableConfig {
  /** The type's name after the prefix, singular: `Purchase`. Its first letter becomes a capital. Comment: `@name Purchase`. */
  readonly name?: string | undefined;
  /** Leaves the table out, with every relation and link to it. Comment: `@hidden`. */
  readonly hidden?: boolean | undefined;
  /** Columns whose values name one row, where the database has no primary key that says so: for views. */
  readonly key?: readonly string[] | undefined;
  /**
   * A column that changes whenever a row does, or `xmin`, which Postgres has of every table: rows have an `etag` then,
   * and one that was changed meanwhile is not overwritten (`ifMatch`). A whole number goes up by one with each update.
   */
  readonly version?: string | undefined;
  readonly columns?: Readonly<Record<string, ColumnConfig>> | undefined;
  /** By the name of the foreign key. */
  readonly relations?: Readonly<Record<string, RelationConfig>> | undefined;
}

export interface ColumnConfig {
  /** The field's name. Comment: `@name unitPrice`. */
  readonly name?: string | undefined;
  /** Leaves the column out; relations over it stay. Comment: `@hidden`. */
  readonly hidden?: boolean | undefined;
}

export interface RelationConfig {
  /** The field that leads to the row referred to; `false` for none. Comment: `@field buyer`. */
  readonly field?: string | false | undefined;
  /** The field that leads back; `false` for none. Comment: `@inverse purchases`. */
  readonly inverse?: string | false | undefined;
}

export interface TypeConfig {
  /** The type's name after the prefix: `OrderState`. Comment: `@name OrderState`. */
  readonly name?: string | undefined;
}

/** Any of the pool's settings; what is left out has the default of `PoolSettings`. */
export type PoolConfig = AnyOf<PoolSettings>;

/** The pool of a database of the gateway. */
export interface DatabasePoolConfig extends PoolConfig {
  /**
   * Called with each new connection, and again after a session was cleaned: what it sets is there for every request. Not
   * behind a pooler, whose sessions are not ours.
   */
  readonly onConnect?: SessionHook | undefined;
}

type AnyOf<Settings> = {
  readonly [Key in keyof Settings]?: (Settings[Key] extends object ? AnyOf<Settings[Key]> : Settings[Key]) | undefined;
};

/** A link from a column to the key of another database: `{ from: "billing.invoices.order_id", to: "shop.orders.id" }`. */
export interface LinkConfig {
  /** The side that holds the reference: `database.table.column`, `database.schema.table.column`, or an object. */
  readonly from: string | LinkEnd;
  /** The side that is referred to. */
  readonly to: string | LinkEnd;
  /** The field of `from` that leads to `to`. Default: named like a foreign key's relation. */
  readonly field?: string | undefined;
  /** The field of `to` that leads back; `false` for none. Default: named like a foreign key's relation. */
  readonly inverse?: string | false | undefined;
}

/** One side of a link; more than one column where the key is composite, in the same order on both sides. */
export interface LinkEnd {
  readonly database: string;
  /** Default: `public`. */
  readonly schema?: string | undefined;
  readonly table: string;
  readonly columns: readonly string[];
}

/** How it is known who asks. At least one of these; see `docs/access.md`. */
export interface AuthConfig {
  readonly jwt?: JwtConfig | undefined;
  /** Who sends it as `x-sluice-admin-secret` is `admin`. 16 to 1,024 characters of ASCII. */
  readonly adminSecret?: string | undefined;
  /** The role of requests without credentials. Default: they are refused. */
  readonly anonymousRole?: string | undefined;
  /** Says who asks, where there is no token, or no `jwt`: from a session, an API key. */
  readonly authenticate?: Authenticate | undefined;
}

/** How tokens are verified: by one of `jwksUrl`, `secret` and `publicKey`. */
export interface JwtConfig {
  /** Where the issuer publishes its keys, which are fetched again when they change. */
  readonly jwksUrl?: string | undefined;
  /** What the issuer signs with, too, as a text of at least 32 bytes. */
  readonly secret?: string | undefined;
  /** The issuer's public key or certificate, as PEM. */
  readonly publicKey?: string | undefined;
  /** Those that tokens may be signed with. Default: all that fit the key. */
  readonly algorithms?: readonly Algorithm[] | undefined;
  /** What `iss` must be, or one of several. Default: not looked at. */
  readonly issuer?: string | readonly string[] | undefined;
  /** What `aud` must hold, or one of several. Default: not looked at. */
  readonly audience?: string | readonly string[] | undefined;
  /** By how many milliseconds the clocks of the issuer and the gateway may differ. Default: 5,000. */
  readonly clockTolerance?: number | undefined;
  /**
   * The claim that holds the role: `role`, or `app.role` for one within another. What begins like a URL is one name
   * with its dots; a list names each step as it is. Default: `role`.
   */
  readonly roleClaim?: string | readonly string[] | undefined;
  /** The claim that holds a list of roles, from which `x-sluice-role` may choose. Default: none. */
  readonly rolesClaim?: string | readonly string[] | undefined;
  /** Whether a token may give the role `admin`. Default: false. */
  readonly allowAdmin?: boolean | undefined;
}

/** What a role may do; see `docs/access.md`. Columns are named by their GraphQL fields. */
export interface RoleConfig {
  /** Roles whose rights it has, too. What it says itself of a table stands beside what they see, and in place of how they write. */
  readonly inherits?: readonly string[] | undefined;
  readonly gateway?:
    | {
        /** Whether it sees statistics and events of the pools. Default: false. */
        readonly pools?: boolean | undefined;
        /** Whether it may resize, drain, close and open pools, and sees them. Default: false. */
        readonly verbs?: boolean | undefined;
        /** Whether its answers may show their statements. Default: false. */
        readonly traces?: boolean | undefined;
      }
    | undefined;
  readonly databases?:
    | Readonly<Record<string, { readonly tables?: Readonly<Record<string, TableRightsConfig>> | undefined }>>
    | undefined;
}

/** A filter in the grammar of `where`, with `{ $claim: "a.b" }` in the place of any value. */
export type FilterConfig = Readonly<Record<string, unknown>>;

export interface TableRightsConfig {
  /** Of several, each lets some rows be seen, and of these its columns. */
  readonly select: SelectConfig | readonly SelectConfig[];
  readonly insert?: WriteConfig | undefined;
  readonly update?: (WriteConfig & { readonly filter?: FilterConfig }) | undefined;
  readonly delete?: { readonly filter?: FilterConfig } | undefined;
}

export interface SelectConfig {
  readonly columns: "*" | readonly string[];
  /** Default: every row. */
  readonly filter?: FilterConfig;
  /** The most rows that a list may return. */
  readonly limit?: number;
  /** Whether rows may be counted, and ordered by aggregates of others. Default: true. */
  readonly aggregates?: boolean | undefined;
}

export interface WriteConfig {
  /** What a client may give. */
  readonly columns: "*" | readonly string[];
  /** What has to hold of a row afterwards. */
  readonly check?: FilterConfig;
  /** Values, or `{ $claim: "a.b" }`, that the gateway gives, whatever the client says. */
  readonly preset?: Readonly<Record<string, unknown>>;
}

export interface ServerConfig {
  /** The address to listen on. Default: `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Default: 4000; 0 takes a free one. */
  readonly port?: number | undefined;
  /** `Host` headers to answer beside the loopback's names. Default: none. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** The query that the start screen and the page in the browser offer. Default: made from the schema. */
  readonly exampleQuery?: string | undefined;
}

export interface LimitsConfig {
  /** The most rows that a list may return. Default: 1000. */
  readonly maxLimit?: number | undefined;
  /** The largest body of a request. Default: 4,194,304. */
  readonly requestBytes?: number | undefined;
  /** The most tokens (names, values, punctuation) of a document. Default: 20,000. */
  readonly documentTokens?: number | undefined;
  /** How deep fields, fragments and values of arguments may be nested. Default: 50. */
  readonly depth?: number | undefined;
  /** The most that the statements of one request may answer together, in characters. Default: 67,108,864. */
  readonly responseBytes?: number | undefined;
  /** The most subscriptions at once, of all clients. Default: 10,000. */
  readonly subscriptions?: number | undefined;
  /** The most WebSocket connections at once. Default: 10,000. */
  readonly sockets?: number | undefined;
  /** The most operations at once on one of them. Default: 100. */
  readonly operationsPerSocket?: number | undefined;
}

/** The page on which operators watch the pools. */
export interface DashboardConfig {
  /** Whether it is there, and the gateway keeps what it shows: a sample of each pool per second. Default: true. */
  readonly enabled?: boolean | undefined;
}

/** SQL that operators write themselves: `runSql` and `runSqlOnAll`. */
export interface RunSqlConfig {
  /**
   * `off`: the fields are not there; `readOnly`: queries, in transactions that only read; `readWrite`: any one statement,
   * but in a database that is `readOnly`. Default: `off`.
   */
  readonly mode?: "off" | "readOnly" | "readWrite" | undefined;
  /** The most rows of one answer. Default: 1,000. */
  readonly maxRows?: number | undefined;
  /** The largest answer, in bytes. Default: 1,048,576. */
  readonly maxBytes?: number | undefined;
  /** Milliseconds for a statement, waiting included. Default: 10,000. */
  readonly timeout?: number | undefined;
}
