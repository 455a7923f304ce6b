import { z } from "zod";
import { authSchema } from "./auth-schema.ts";
import type { SluiceConfig } from "./config.ts";
import type { ExtendFunction } from "./extend.ts";
import { linkSchema } from "./links.ts";
import { databasePoolSchema } from "./pool.ts";
import { roleName, roleSchema } from "./roles.ts";
import { rowSecuritySchema } from "./row-security.ts";
import type { PasswordSource } from "./settings.ts";
import { tablesSchema, typesSchema } from "./tables.ts";
import { flag, group, list, maxInt, name, text, url, whole } from "./values.ts";

const hostRule = "must be a host name, an address, or the directory of a socket";
const listenRule = "must be a host name or an address";
const prefixRule = 'must be letters, digits and "_", with a letter first, or "" for none';

/** Texts are held whole, and V8 has none of more than 2^29 characters. */
const maxBytes = 2 ** 29 - 1;
/** What every function that calls itself for what is nested can bear. */
const maxDepth = 250;

const tlsModes = ["disable", "require", "verify-ca", "verify-full"] as const;

export const databaseSchema = group({
  url: url().optional().describe("postgres://user:password@host:5432/database?sslmode=verify-full"),
  host: text(hostRule)
    .regex(/^(\/.*|[^\s/@?#]+)$/, hostRule)
    .optional()
    .describe("A name, an address, or the directory of a Unix socket."),
  port: whole(1, 65_535).optional().describe("Default: 5432."),
  database: text().optional().describe("Default: the name of the user."),
  user: text().optional().describe("Default: the operating system's."),
  password: z
    .union([text(), z.custom<PasswordSource>((value) => typeof value === "function")], "must be a text or a function")
    .optional()
    .describe("A text; in code also a function that is asked for each connection."),
  passwordFile: text().optional().describe("A file that holds the password."),
  sslmode: z
    .enum(tlsModes, `must be one of ${tlsModes.join(", ")}`)
    .optional()
    .describe("TLS, as in libpq. Beside a URL it stands in the URL."),
  sslrootcert: text().optional().describe("A file with the certificates to trust."),
  sslcert: text().optional().describe("A file with the client's certificate."),
  sslkey: text().optional().describe("A file with the client's key."),
  prefix: z
    .string(prefixRule)
    .regex(/^([A-Za-z][A-Za-z0-9_]*)?$/, prefixRule)
    .optional()
    .describe('Begins the name of every type and root field; "" for none. Default: the name of the database.'),
  schemas: list(text("must be the name of a schema"), "must be a list of schemas")
    .min(1, "must name a schema")
    .default(["public"])
    .describe("The schemas to expose."),
  readOnly: flag().default(false).describe("Leaves out every mutation, and Postgres refuses to write."),
  raisedMessages: flag()
    .default(false)
    .describe("Clients see what `raise exception` of a trigger or a function says, when a mutation meets it."),
  pool: databasePoolSchema.prefault({}).describe("How many connections there are, and how long things may take."),
  access: z
    .enum(["rules", "rls"], 'must be "rules" or "rls"')
    .default("rules")
    .describe("What decides who sees and does what: the rules of `roles`, or row security of Postgres."),
  rowSecurity: rowSecuritySchema.optional().describe('Of a database with access: "rls".'),
  tables: tablesSchema.optional().describe("Tables and views by name; audit.events outside the first schema."),
  types: typesSchema.optional().describe("Enums and composite types by name, as tables are named."),
});

export const configSchema = group({
  $schema: text().optional().describe("For editors; not read."),
  databases: z
    .record(name(), z.union([url(), databaseSchema], "must be a URL or an object"), "must be an object")
    .optional()
    .describe("The databases by name: a URL, or an object."),
  links: z
    .array(linkSchema, "must be a list of links")
    .default([])
    .describe("Rows that belong together across databases."),
  auth: authSchema
    .optional()
    .describe("Who may ask. Without it everyone is admin, and only the loopback is listened on."),
  roles: z
    .record(roleName(), roleSchema, "must be an object")
    .default({})
    .describe("What each role may see and do; without a word nothing."),
  server: group({
    host: text(listenRule)
      .regex(/^[^\s/@?#]+$/, listenRule)
      .default("127.0.0.1")
      .describe("The address to listen on."),
    port: whole(0, 65_535).default(4000).describe("0 takes a free one."),
    allowedHosts: list(
      text("must be a host name").regex(/^[^\s/@?#]+$/, "must be a host name, without http:// and path"),
      "must be a list of host names",
    )
      .default([])
      .describe("Host headers to answer beside the loopback's names."),
    exampleQuery: text().optional().describe("The query that the start screen offers."),
  }).prefault({}),
  relay: flag()
    .default(false)
    .describe("Gives rows an id among all types, and the fields node and nodes; a column id is then the field rowId."),
  extend: z
    .custom<ExtendFunction>((value) => typeof value === "function", "must be a function")
    .optional()
    .describe("In code: a function that adds custom fields."),
  budget: whole(1, maxInt)
    .optional()
    .describe("The most connections of all pools together; every pool's size must fit. Default: no limit."),
  runSql: group({
    mode: z
      .enum(["off", "readOnly", "readWrite"], 'must be "off", "readOnly" or "readWrite"')
      .default("off")
      .describe("Whether operators may send SQL of their own: not at all, in transactions that only read, or any."),
    maxRows: whole(1, maxInt).default(1_000).describe("The most rows of one answer."),
    maxBytes: whole(1, maxBytes).default(1_048_576).describe("The largest answer, in bytes."),
    timeout: whole(1, maxInt).default(10_000).describe("Milliseconds for a statement, waiting included."),
  }).prefault({}),
  dashboard: group({
    enabled: flag()
      .default(true)
      .describe("Whether there is a dashboard, and what it shows is kept while nobody looks."),
  }).prefault({}),
  limits: group({
    maxLimit: whole(1, maxInt).default(1000).describe("The most rows that a list may return."),
    requestBytes: whole(1, maxBytes).default(4_194_304).describe("The largest body of a request."),
    documentTokens: whole(1, maxInt).default(20_000).describe("The most tokens of a document."),
    depth: whole(1, maxDepth).default(50).describe("How deep fields, fragments and values of arguments may be nested."),
    responseBytes: whole(1, maxBytes)
      .default(67_108_864)
      .describe("The most that the statements of one request may answer together, in characters."),
    subscriptions: whole(0, maxInt).default(10_000).describe("The most subscriptions at once, of all clients."),
    sockets: whole(0, maxInt).default(10_000).describe("The most WebSocket connections at once."),
    operationsPerSocket: whole(1, maxInt).default(100).describe("The most operations at once on one of them."),
  }).prefault({}),
}) satisfies z.ZodType<unknown, SluiceConfig>;
