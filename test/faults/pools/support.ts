import { expect } from "vitest";
import type { Scene } from "../../support/faults/index.ts";

export const within = { timeout: 20_000, interval: 20 };

const napping = "wait_event = 'PgSleep' and datname = current_database()";

/** Slow statements of clients, which hold connections. */
export interface Naps {
  /** Postgres cancels the statements; answers what their clients got. */
  end(): Promise<readonly string[]>;
}

/** As many as the pool can have connections. Resolves when all of them run. */
export async function exhaust(scene: Scene): Promise<Naps> {
  const { max } = scene.pool.stats();
  const answers = Array.from({ length: max }, () => scene.ask("shopNaps { slept }"));
  await expect.poll(() => scene.query(`select 1 from pg_stat_activity where ${napping}`), within).toHaveLength(max);
  return {
    async end() {
      await scene.query(`select pg_cancel_backend(pid) from pg_stat_activity where ${napping}`);
      return Promise.all(answers);
    },
  };
}
