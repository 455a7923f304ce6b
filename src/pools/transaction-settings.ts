import type { Connection as Wire } from "pg";
import type { Statement } from "./statement.ts";

/** What settings a transaction has that its session has not, by name. They end with it. */
export type TransactionSettings = Readonly<Record<string, string>>;

/** As whom, and for whom, statements are run. */
export interface Identity {
  /** A role of the database that the pool's user may become. */
  readonly role: string;
  /** The claims of who asks, as JSON. */
  readonly claims: string;
}

/** As PostgREST and Supabase set them, so that policies which were written for these hold here. */
export function settingsOf({ role, claims }: Identity): TransactionSettings {
  return { role, "request.jwt.claims": claims };
}

/** Sets them until the end of the transaction. Answers no row. */
export function setForTransaction(settings: TransactionSettings): Statement {
  const values = Object.entries(settings).flat();
  const calls = Object.keys(settings).map(
    (_, index) => `pg_catalog.set_config($${2 * index + 1}, $${2 * index + 2}, true)`,
  );
  const text = `select where pg_catalog.concat(${calls.join(", ")}) is null`;
  // To plan it takes longer than to run it.
  return { text, values, name: `settings ${calls.length}` };
}

/**
 * Writes a statement that answers no row in front of what `send` has pg write. All that comes before one `Sync` is one
 * transaction, of which nothing is done any more once something of it has failed (manual, section 54.2.4): the two take one
 * round trip, and the second one never runs without the first.
 *
 * @param isPrepared whether the server has it under its name.
 */
export function sendAhead(
  wire: Wire,
  { text, values = [], name = "" }: Statement,
  isPrepared: boolean,
  send: () => void,
): void {
  // One packet for both.
  wire.stream.cork();
  try {
    if (!isPrepared) wire.parse({ name, text, types: [] }, true);
    wire.bind({ statement: name, values: values.map(String) }, true);
    wire.execute(null, true);
    send();
  } finally {
    wire.stream.uncork();
  }
}
