import { z } from "zod";
import { StartError } from "../lib/index.ts";
import type { PoolConfig } from "./config.ts";
import { shapeProblems } from "./problems.ts";
import type { SessionHook } from "./session.ts";
import type { PoolSettings } from "./settings.ts";
import { group, maxInt, text, whole } from "./values.ts";

/** Postgres accepts no larger `max_connections`. */
const maxConnections = 262_143;

/** Postgres cuts a longer `application_name` in silence. */
const maxApplicationName = 63;

const applicationNameRule = `must be a text of 1 to ${maxApplicationName} bytes`;

export const poolSchema = group({
  size: whole(1, maxConnections).default(5).describe("Connections kept open."),
  overflow: whole(0, maxConnections).default(15).describe("Extra, temporary connections under load."),
  overflowIdle: whole(0, maxInt).default(5_000).describe("Milliseconds until an idle extra connection is closed."),
  acquireTimeout: whole(1, maxInt).default(5_000).describe("Milliseconds that a borrower waits, connecting included."),
  maxWaiting: whole(0, maxInt).default(10_000).describe("How many borrowers may wait."),
  connectTimeout: whole(1, maxInt).default(5_000).describe("Milliseconds for one attempt to connect."),
  queryTimeout: whole(1, maxInt)
    .optional()
    .describe(
      "Milliseconds until the client cancels a statement. Default: 5,000 more than statementTimeout, 35,000 without one.",
    ),
  statementTimeout: whole(0, maxInt).default(30_000).describe("Postgres's statement_timeout, ms; 0 for none."),
  lockTimeout: whole(0, maxInt).default(10_000).describe("Postgres's lock_timeout, ms; 0 for none."),
  idleInTransactionTimeout: whole(0, maxInt)
    .default(60_000)
    .describe("Postgres's idle_in_transaction_session_timeout, ms; 0 for none."),
  maxLifetime: whole(1_000, maxInt).default(3_600_000).describe("Milliseconds until a connection is replaced, ± 5 %."),
  maxUses: whole(1, maxInt).default(50_000).describe("How often a connection is lent until it is replaced."),
  validateAfterIdle: whole(0, maxInt)
    .default(30_000)
    .describe("A connection that was idle for more milliseconds is tested before it is lent."),
  validationQuery: text("must be a statement").default("select 1").describe("What it is tested with."),
  closeAfterUnused: whole(0, maxInt)
    .default(1_800_000)
    .describe("Milliseconds until a pool that nobody uses closes its connections; 0 for never."),
  leakWarning: whole(0, maxInt)
    .default(60_000)
    .describe("Milliseconds until a lease is announced as a leak; 0 for never."),
  pooler: z
    .enum(["auto", "none", "transaction"], 'must be "auto", "none" or "transaction"')
    .default("auto")
    .describe("Whether a pooler gives each transaction another session: found by itself, never, or always."),
  breaker: group({
    failures: whole(1, maxInt).default(5).describe("Failures in a row until borrowers are refused at once."),
    resetAfter: whole(1, maxInt).default(60_000).describe("Milliseconds until one of them may try again."),
  })
    .prefault({})
    .describe("When a database that only fails is given a pause."),
  maxResultBytes: whole(1, maxInt).default(67_108_864).describe("The largest answer, in bytes."),
  applicationName: text(applicationNameRule)
    .refine((value) => Buffer.byteLength(value) <= maxApplicationName, applicationNameRule)
    .optional()
    .describe("What pg_stat_activity shows. Default: sluice/<name of the database>."),
});

/** The same in the configuration of a gateway, which has one place for all that concerns a pool. */
export const databasePoolSchema = group({
  ...poolSchema.shape,
  onConnect: z
    .custom<SessionHook>((value) => typeof value === "function", "must be a function")
    .optional()
    .describe("In code: a function that is called with each new connection."),
});

export type ParsedPool = z.output<typeof poolSchema>;

/** By how much the client waits longer than the server, whose own timeout is the better one: it keeps the connection. */
const longerThanServer = 5_000;

/** The defaults that follow from something else. */
export function completePool(database: string, parsed: ParsedPool): PoolSettings {
  const { applicationName = `sluice/${database}`.slice(0, maxApplicationName), statementTimeout } = parsed;
  const { queryTimeout = Math.min((statementTimeout || 30_000) + longerThanServer, maxInt) } = parsed;
  return { ...parsed, applicationName, queryTimeout };
}

/**
 * The settings of one pool with every default filled in, for pools without a gateway. Throws a `StartError` that holds
 * every problem.
 */
export function resolvePool(database: string, pool: PoolConfig = {}): PoolSettings {
  const parsed = poolSchema.safeParse(pool);
  if (parsed.success) return completePool(database, parsed.data);
  throw new StartError(`The settings of pool "${database}" cannot be used:`, shapeProblems(poolSchema, pool));
}
