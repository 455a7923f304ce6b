import { onTestFinished } from "vitest";
import type { PoolConfig, SluiceConfig } from "../../../src/config/index.ts";
import type { Pool } from "../../../src/pools/index.ts";
import { lendDatabase } from "../databases.ts";
import { startGateway, type TestGateway } from "../gateway.ts";
import { queryAt } from "../server.ts";
import { watchBystander } from "./bystander.ts";
import { clientCode, poolCode } from "./client-code.ts";
import { expectBalance, expectNoSessions, expectSettled, sessionCount } from "./invariants.ts";
import { recordCode, recordRecovery } from "./record.ts";

export interface SceneOptions {
  /** What the gateway connects to: the database itself, or whatever stands in front of it. */
  readonly url: string;
  /** The database itself. */
  readonly direct?: string;
  /** How many sessions the gateway has; counted by Postgres, but where a pooler has sessions of its own. */
  readonly sessions?: () => Promise<unknown>;
  readonly pool?: PoolConfig;
  /** Databases beside the two. */
  readonly others?: SluiceConfig["databases"];
  readonly config?: Partial<SluiceConfig>;
}

/**
 * A gateway over two databases: `shop`, to which a fault is about to happen, and `billing`, which somebody asks all the time
 * and which must not notice. What has to hold after every fault is checked when the test is over.
 */
export interface Scene {
  readonly gateway: TestGateway;
  /** Of `shop`: the one that it has at this moment. */
  readonly pool: Pool;
  /** Runs SQL on `shop` itself, past the gateway and whatever is in front. */
  query(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /**
   * Asks for fields of both databases over HTTP; `shopItems` where nothing else is said. Answers the code that the client
   * got for `shop`, or `ok`; the answer for `billing` must be right in any case.
   */
  ask(fields?: string): Promise<string>;
  /** The code of what a caller of the pool got, or `ok`. */
  code(work: Promise<unknown>): Promise<string>;
  /** Asks until `shop` answers again. How long that takes from now on is what is written down. */
  recovers(): Promise<void>;
}

/**
 * What `shop` has: rows, and rows that take a minute, or a moment, to come. The minute is for the server as it was at
 * first: a nap that is sent again to one that has recovered, or was started again, is over at once.
 */
const tables = `
  create table if not exists items (id int primary key, note text not null);
  insert into items select n, 'note ' || n from generate_series(1, 100) n on conflict do nothing;
  create unlogged table if not exists starts as select pg_postmaster_start_time() as at;
  create or replace view naps as select 1 as id, (select pg_sleep(60) from starts where at = pg_postmaster_start_time())::text as slept;
  create or replace view dozes as select 1 as id, pg_sleep(0.2)::text as slept;
  create or replace view heaps as select n as id, repeat('x', 1000000) as note from generate_series(1, 1000) n;
`;

/** A machine that is busy with other things takes its time, which is no fault of a database. */
const patient = { connectTimeout: 30_000 };

export async function openScene(options: SceneOptions): Promise<Scene> {
  const { url, direct = url, sessions = () => sessionCount(direct), pool = {}, others, config = {} } = options;
  await queryAt(direct, tables);
  const billing = await lendDatabase("create table bills (id int primary key); insert into bills values (1), (2)");
  onTestFinished(() => billing.dispose());
  const gateway = await startGateway({
    databases: {
      shop: { url, pool: { ...patient, size: 2, overflow: 2, ...pool } },
      billing: { url: billing.url, pool: { ...patient, size: 2, overflow: 2 } },
      ...others,
    },
    ...config,
  });
  const { pools } = gateway.gateway;
  const bystander = await watchBystander(gateway, () => {
    if (pools.has("shop")) expectBalance(pools.get("shop"));
  });
  onTestFinished(async () => {
    try {
      await bystander.end();
      await expectSettled(pools.get("shop"), direct);
    } finally {
      await gateway.dispose();
    }
    await expectNoSessions(sessions);
  });

  const ask = async (fields = "shopItems { id }") =>
    clientCode(await gateway.send(`{ ${fields} billingBills { id } }`));
  const note = (code: string) => {
    if (code !== "ok") recordCode(code);
    return code;
  };
  return {
    gateway,
    get pool() {
      return pools.get("shop");
    },
    query: (text, values) => queryAt(direct, text, values),
    ask: async (fields) => note(await ask(fields)),
    code: async (work) => note(await poolCode(work)),
    async recovers() {
      const since = performance.now();
      while ((await ask()) !== "ok") {}
      recordRecovery(performance.now() - since);
    },
  };
}
