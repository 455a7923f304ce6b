import type { z } from "zod";
import { group, maxInt, text, whole } from "./values.ts";

/** Postgres accepts no larger `max_connections`. */
const maxConnections = 262_143;

/** Postgres cuts a longer `application_name` in silence. */
export const maxApplicationName = 63;

const applicationNameRule = `must be a text of 1 to ${maxApplicationName} bytes`;

export const poolSchema = group({
  size: whole(1, maxConnections).default(5).describe("Connections kept open."),
  overflow: whole(0, maxConnections).default(15).describe("Extra, temporary connections under load."),
  overflowIdle: whole(0, maxInt).default(5_000).describe("Milliseconds until an idle extra connection is closed."),
  acquireTimeout: whole(1, maxInt).default(5_000).describe("Milliseconds that a borrower waits, connecting included."),
  maxWaiting: whole(0, maxInt).default(10_000).describe("How many borrowers may wait."),
  connectTimeout: whole(1, maxInt).default(5_000).describe("Milliseconds for one attempt to connect."),
  queryTimeout: whole(1, maxInt).default(35_000).describe("Milliseconds until the client cancels a statement."),
  statementTimeout: whole(0, maxInt).default(30_000).describe("Postgres's statement_timeout, ms; 0 for none."),
  lockTimeout: whole(0, maxInt).default(10_000).describe("Postgres's lock_timeout, ms; 0 for none."),
  idleInTransactionTimeout: whole(0, maxInt)
    .default(60_000)
    .describe("Postgres's idle_in_transaction_session_timeout, ms; 0 for none."),
  maxResultBytes: whole(1, maxInt).default(67_108_864).describe("The largest answer, in bytes."),
  applicationName: text(applicationNameRule)
    .refine((value) => Buffer.byteLength(value) <= maxApplicationName, applicationNameRule)
    .optional()
    .describe("What pg_stat_activity shows. Default: sluice/<name of the database>."),
});

export type ParsedPool = z.output<typeof poolSchema>;
