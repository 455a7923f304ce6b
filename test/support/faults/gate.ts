import { Client } from "pg";
import { expect } from "vitest";
import { queryAt } from "../server.ts";

/** A table that a test can shut: whoever reads it waits until the test opens it. */
export const gateTable = "create table gates (id int primary key); insert into gates values (1);";

export interface Gate {
  /** Resolves when so many wait in front of it. */
  waitFor(readers: number): Promise<void>;
  open(): Promise<void>;
}

/** Shuts the `gateTable` of a database. */
export async function shutGate(direct: string): Promise<Gate> {
  const client = new Client({ connectionString: direct });
  client.on("error", () => {});
  await client.connect();
  await client.query("begin; lock table gates in access exclusive mode");
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return {
    async waitFor(readers) {
      // Not in the transaction of the lock: to its end it knows of no session that came after its first look.
      await expect.poll(() => queryAt(direct, waiting), { timeout: 20_000, interval: 20 }).toHaveLength(readers);
    },
    open: () => client.end(),
  };
}
