import { SluiceError } from "../lib/index.ts";
import type { Connection } from "./connection.ts";
import { ConnectionLease, type Lease } from "./lease.ts";

/**
 * Called with each new connection, and again after a session was cleaned: what it sets is there for every borrower. Not
 * behind a pooler, whose sessions are not ours.
 */
export type OnConnect = (lease: Lease) => Promise<void>;

/**
 * Undoes whatever a borrower may have done to the session: cursors, role and settings as they were at start-up, no
 * notifications, advisory locks, temporary tables and sequence values. This is `DISCARD ALL` (manual, "DISCARD") but for
 * the prepared statements, which stay where they are the pool's, and it can be sent in one message.
 */
const cleanSession = `close all; set session authorization default; reset all; unlisten *;
select pg_catalog.pg_advisory_unlock_all(); discard temp; discard sequences`;

/**
 * So that the server notices when a gateway was killed, and ends its statement (manual, section 19.3; PostgreSQL 14 and
 * later). It cannot come with the other settings at start-up, which older servers would refuse as a whole.
 */
const checkClient = `select set_config('client_connection_check_interval', '1s', false)
  where current_setting('client_connection_check_interval', true) is not null`;

/** A borrower may have prepared statements, also under names of the pool's, or have removed those of the pool. */
const countPrepared = `select pg_catalog.count(*) filter (where from_sql)::int4 as foreign_ones,
  pg_catalog.count(*) filter (where not from_sql)::int4 as own from pg_catalog.pg_prepared_statements`;

/**
 * Makes a session what every borrower may expect, for the first time. Rejects where it cannot be lent.
 *
 * @returns whether a pooler stands between: then the process that answers is not the one that greeted.
 */
export async function makeReady(connection: Connection, database: string, onConnect?: OnConnect): Promise<boolean> {
  const isDirect = `pg_catalog.pg_backend_pid() = ${connection.processId ?? 0}`;
  const check = `case when ${isDirect} then (${checkClient}) end`;
  const answer = await connection.ask(`select ${isDirect} as direct, ${check} as checked`).catch((error: unknown) => {
    // Systems on which a server cannot see that a client has gone refuse the setting.
    if (!(error instanceof SluiceError) || error.code !== "INVALID_VALUE") throw error;
    return connection.ask(`select ${isDirect} as direct`);
  });
  if (answer?.direct === false) return true;
  connection.checksClient = typeof answer?.checked === "string";
  await runHook(connection, database, onConnect);
  return false;
}

/** The same after a lease that may have changed the session. */
export async function makeReadyAgain(connection: Connection, database: string, onConnect?: OnConnect): Promise<void> {
  const steps = [cleanSession, ...(connection.checksClient ? [checkClient] : []), countPrepared];
  const counts = await connection.ask(steps.join("; "));
  if (counts?.foreign_ones !== 0 || counts?.own !== connection.prepared.size) await connection.unprepare();
  await runHook(connection, database, onConnect);
}

async function runHook(connection: Connection, database: string, onConnect: OnConnect | undefined): Promise<void> {
  if (!onConnect) return;
  const lease = new ConnectionLease(connection, database);
  try {
    await onConnect(lease);
  } finally {
    const left = lease.end();
    if (left) connection.destroy(hookLeft(database, left));
  }
}

function hookLeft(database: string, left: string): SluiceError {
  const cause = new Error(`onConnect left its connection ${left}`);
  return new SluiceError("DATABASE_UNAVAILABLE", `Database "${database}" is unavailable.`, { database }, { cause });
}
