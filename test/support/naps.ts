import { Client } from "pg";
import { expect, onTestFinished } from "vitest";

/** Whoever reads this view waits for as long as a test wants; nobody waits where no test does. */
export const napsView = "create view naps as select 1 as id, pg_advisory_xact_lock_shared(1)::text as nap;";

export interface Naps {
  /** Resolves when somebody reads. */
  begun(): Promise<void>;
  /** Lets everybody go on. */
  end(): Promise<void>;
}

/** Makes the readers of `napsView` wait: no table is locked, so that the catalog can be read meanwhile. */
export async function holdNaps(url: string): Promise<Naps> {
  const holder = new Client({ connectionString: url });
  // Its database may be dropped first.
  holder.on("error", () => {});
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query("select pg_advisory_lock(1)");
  const napping = "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory'";
  return {
    async begun() {
      await expect.poll(async () => (await holder.query(napping)).rows).toHaveLength(1);
    },
    async end() {
      await holder.query("select pg_advisory_unlock(1)");
    },
  };
}
