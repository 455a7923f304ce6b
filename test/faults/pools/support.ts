import { expect, onTestFinished } from "vitest";
import type { Pool, PoolTarget } from "../../../src/pools/index.ts";
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

/** Gives `shop` another pool while the gateway runs. */
export async function replacePool(scene: Scene, target: Omit<PoolTarget, "name">): Promise<Pool> {
  const { pools } = scene.gateway.gateway;
  await pools.remove("shop");
  return pools.create({ name: "shop", ...target });
}

const counters = ["created", "destroyed", "acquired", "released"] as const;

/** Looks at each event, when whoever listens may look, too. Answers what was wrong. */
export function watchNumbers(pool: Pool): readonly string[] {
  const wrong: string[] = [];
  let before = pool.stats();
  const stop = pool.on(({ kind }) => {
    const now = pool.stats();
    if (now.total !== now.idle + now.inUse + now.connecting) wrong.push(`total at ${kind}`);
    if (now.created !== now.destroyed + now.total) wrong.push(`created at ${kind}`);
    for (const name of counters) if (now[name] < before[name]) wrong.push(`${name} at ${kind}`);
    before = now;
  });
  onTestFinished(stop);
  return wrong;
}

/** Clients that ask one time after the other. */
export interface Load {
  /** Answers the codes that they got, each once. */
  end(): Promise<readonly string[]>;
}

/** So many of them, until `end` is called or the test is over. */
export function putLoad(scene: Scene, clients: number, fields?: string): Load {
  let isOver = false;
  const codes = new Set<string>();
  const ask = async () => {
    while (!isOver) codes.add(await scene.ask(fields));
  };
  const settled = Promise.allSettled(Array.from({ length: clients }, ask));
  const end = async () => {
    isOver = true;
    for (const outcome of await settled) if (outcome.status === "rejected") throw outcome.reason;
    return [...codes].toSorted();
  };
  onTestFinished(async () => {
    await end();
  });
  return { end };
}
