import { Client } from "pg";
import { onTestFinished } from "vitest";
import { queryAt } from "../server.ts";

/** The rows of `shop`, held so that whoever wants to read or write them waits. */
export interface LockedItems {
  /** Sessions of the gateway that wait for them, by the number of their process. */
  waiting(): Promise<readonly unknown[]>;
  release(): Promise<void>;
}

const waiting = `select pid from pg_stat_activity where datname = current_database()
  and application_name = 'sluice/shop' and wait_event_type = 'Lock' order by backend_start`;

/** Statements begin and do not end, for as long as it is wanted: a fault can strike in the middle of one. */
export async function lockItems(direct: string): Promise<LockedItems> {
  const holder = new Client({ connectionString: direct });
  await holder.connect();
  let isHeld = true;
  const release = async () => {
    if (isHeld) await holder.end();
    isHeld = false;
  };
  onTestFinished(release);
  await holder.query("begin; lock table items");
  return {
    waiting: async () => (await queryAt(direct, waiting)).map(({ pid }) => pid),
    release,
  };
}
