import { expect, onTestFinished } from "vitest";
import type { PoolConfig } from "../../../src/config/index.ts";
import type { PoolSnapshot } from "../../../src/pools/index.ts";
import { runCommand } from "../command.ts";
import { lendDatabase } from "../databases.ts";
import type { Answer } from "../gateway.ts";
import { queryAt } from "../server.ts";
import { watchBystander } from "./bystander.ts";
import { clientCode } from "./client-code.ts";
import { gateTable } from "./gate.ts";
import { expectNoSessions, expectSettled, sessionCount } from "./invariants.ts";
import { recordCode, recordRecovery } from "./record.ts";

export interface ProcessSceneOptions {
  /** As in a `Scene`. */
  readonly url: string;
  readonly direct?: string;
  readonly pool?: PoolConfig;
  /** What its environment has beside the usual. */
  readonly env?: Record<string, string>;
  /** Whether the other database is asked all the time. False where the whole process stands still. */
  readonly isWatched?: boolean;
}

/** As they come in JSON: times are texts. */
export interface ProcessNumbers {
  /** What its clock says, in milliseconds. */
  readonly now: number;
  readonly shop: PoolSnapshot;
  readonly billing: PoolSnapshot;
}

/** A gateway as in a `Scene`, in a process of its own, to which a fault is about to happen. `shop` has a `gateTable`, too. */
export interface ProcessScene {
  ask(fields?: string): Promise<string>;
  numbers(): Promise<ProcessNumbers>;
  /** The process stands where it is. */
  freeze(): void;
  thaw(): void;
  /** Keeps its event loop busy. Resolves when that begins. */
  stall(ms: number): Promise<void>;
  recovers(): Promise<void>;
}

const tables = `create table items (id int primary key); insert into items values (1), (2); ${gateTable}`;
/** A machine that is busy with other things takes its time, which is no fault of a database. */
const patient = { connectTimeout: 30_000 };

export async function openProcessScene(options: ProcessSceneOptions): Promise<ProcessScene> {
  const { url, direct = url, pool = {}, env = {}, isWatched = true } = options;
  await queryAt(direct, tables);
  const billing = await lendDatabase("create table bills (id int primary key); insert into bills values (1), (2)");
  onTestFinished(() => billing.dispose());
  const databases = {
    shop: { url, pool: { ...patient, size: 2, overflow: 0, ...pool } },
    billing: { url: billing.url, pool: patient },
  };
  const running = runCommand("test/support/faults/gateway-process.ts", [JSON.stringify({ databases })], { env });
  const { child } = running;
  const whereItServes = running.waitFor(/serves (\S+) and (\d+)/);
  const numbers = async (): Promise<ProcessNumbers> => {
    const [, , port] = await whereItServes;
    const { now, pools } = await (await fetch(`http://127.0.0.1:${port}`)).json();
    return { now, shop: pools.shop, billing: pools.billing };
  };
  onTestFinished(async () => {
    child.kill("SIGCONT");
    try {
      const quiet = { waiting: 0, inUse: 0, connecting: 0 };
      await expect.poll(async () => (await numbers()).shop, { timeout: 10_000 }).toMatchObject(quiet);
      const { shop } = await numbers();
      await expectSettled({ stats: () => shop }, direct);
    } finally {
      child.kill("SIGTERM");
    }
    expect(await running.ended, running.output()).toBe(0);
    await expectNoSessions(() => sessionCount(direct));
  });
  const [, api = "", port] = await whereItServes;

  const send = async (query: string): Promise<Answer> => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(api, { method: "POST", headers, body: JSON.stringify({ query }) });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const ask = async (fields = "shopItems { id }") => clientCode(await send(`{ ${fields} billingBills { id } }`));
  if (isWatched) {
    const bystander = await watchBystander({ send });
    onTestFinished(() => bystander.end());
  }
  return {
    async ask(fields) {
      const code = await ask(fields);
      if (code !== "ok") recordCode(code);
      return code;
    },
    numbers,
    freeze() {
      child.kill("SIGSTOP");
    },
    thaw() {
      child.kill("SIGCONT");
    },
    async stall(ms) {
      await fetch(`http://127.0.0.1:${port}/stall?ms=${ms}`);
    },
    async recovers() {
      const since = performance.now();
      while ((await ask()) !== "ok") {}
      recordRecovery(performance.now() - since);
    },
  };
}
