import type { PoolSettings } from "../config/index.ts";
import type { TransactionSettings } from "./transaction-settings.ts";

/**
 * What a session is told. What comes from a value of the database must look the same whatever the server, the role or
 * the URL would set.
 */
function sessionSettings(settings: PoolSettings): Readonly<Record<string, string | number>> {
  return {
    TimeZone: "UTC",
    IntervalStyle: "iso_8601",
    DateStyle: "ISO",
    extra_float_digits: 1,
    bytea_output: "hex",
    array_nulls: "on",
    quote_all_identifiers: "off",
    standard_conforming_strings: "on",
    statement_timeout: settings.statementTimeout,
    lock_timeout: settings.lockTimeout,
    idle_in_transaction_session_timeout: settings.idleInTransactionTimeout,
  };
}

/** The `options` of the startup message: once per connection. Ours come last and win. */
export function sessionOptions(settings: PoolSettings, readOnly: boolean, own: string | undefined): string {
  const session = { ...sessionSettings(settings), ...(readOnly && { default_transaction_read_only: "on" }) };
  const flags = Object.entries(session).map(([name, value]) => `-c ${name}=${value}`);
  return [...(own ? [own] : []), ...flags].join(" ");
}

/** The same for a single transaction: where sessions are shared, nothing else is ours. */
export function transactionSettings(settings: PoolSettings, readOnly: boolean): TransactionSettings {
  const session = Object.entries(sessionSettings(settings)).map(([name, value]) => [name, String(value)]);
  return { ...Object.fromEntries(session), ...(readOnly && { transaction_read_only: "on" }) };
}
