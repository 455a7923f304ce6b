import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import { runCommand } from "../../support/command.ts";
import { lendDatabase, type TestDatabase } from "../../support/databases.ts";
import { expectBalance, fault, recordCode, sessionCount } from "../../support/faults/index.ts";
import { startGateway } from "../../support/gateway.ts";
import { within } from "./support.ts";

const views = `
  create view moments as select 1 as id, pg_sleep(0.01)::text as slept;
  create view naps as select 1 as id, pg_sleep(60)::text as slept;`;

const below = (limit: number) => Math.floor(Math.random() * limit);

/** What a client got: `ok`, a code, or `refused` where the gateway had gone. */
async function ask(url: string, query: string): Promise<string> {
  const headers = { "content-type": "application/json" };
  const sent = fetch(url, { method: "POST", headers, body: JSON.stringify({ query }) });
  const body = await sent.then((response) => response.json()).catch(() => undefined);
  if (body === undefined) return "refused";
  const code: string | undefined = body.errors?.[0]?.extensions.code;
  if (code !== undefined) recordCode(code);
  return code ?? "ok";
}

fault(
  "P14a",
  async () => {
    const database = await lendDatabase(views);
    onTestFinished(() => database.dispose());
    const round = async () => {
      const pool = { size: 1, overflow: 2, acquireTimeout: 60_000, connectTimeout: 60_000 };
      const { url, gateway } = await startGateway({ databases: { shop: { url: database.url, pool } } });
      const shop = gateway.pools.get("shop");
      const before = shop.stats().acquired;
      const clients = Array.from({ length: 12 }, () => ask(url, "{ shopMoments { slept } }"));
      const moment = below(clients.length);
      while (shop.stats().acquired - before < moment) await sleep(1);
      await gateway.stop();
      for (const answer of await Promise.all(clients)) expect(["ok", "refused"]).toContain(answer);
      expect(shop.stats()).toMatchObject({ state: "closed", total: 0, inUse: 0, waiting: 0 });
      expect(shop.stats().acquired - before).toBeGreaterThanOrEqual(moment);
      expectBalance(shop);
    };
    // Four at a time, as processes would.
    const rounds = async () => {
      for (let count = 0; count < 25; count += 1) await round();
    };
    await Promise.all([rounds(), rounds(), rounds(), rounds()]);
    await expect.poll(() => sessionCount(database.url), within).toBe(0);
  },
  180_000,
);

async function endCommand(database: TestDatabase, cwd: string, turn: number): Promise<void> {
  const flags = ["--database", `shop=${database.url}`, "--port", "0"];
  const running = runCommand("src/cli/main.ts", flags, { cwd });
  const end = async () => {
    running.child.kill("SIGTERM");
    expect(await running.ended, running.output()).toBe(0);
  };
  if (turn < 4) {
    await running.waitFor(/Connecting to shop/);
    await sleep(below(100));
    return end();
  }
  const [, url = ""] = await running.waitFor(/serves (http:\/\/\S+)/);
  // The last ones have clients whose statements would take a minute.
  const query = turn < 8 ? "{ shopMoments { slept } }" : "{ shopNaps { slept } }";
  const clients = Array.from({ length: 30 }, () => ask(url, query));
  await sleep(below(50));
  await end();
  // Others hold all connections until the deadline, which is as long as anybody waits.
  const expected = turn < 8 ? ["ok", "refused"] : ["POOL_EXHAUSTED", "refused"];
  for (const answer of await Promise.all(clients)) expect(expected).toContain(answer);
}

fault(
  "P14b",
  async () => {
    const database = await lendDatabase(views);
    onTestFinished(() => database.dispose());
    const folder = await mkdtemp(join(tmpdir(), "sluice-shutdown-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const turns = Array.from({ length: 10 }, (_, turn) => turn);
    for (const group of [turns.slice(0, 5), turns.slice(5)])
      await Promise.all(group.map((turn) => endCommand(database, folder, turn)));
    await expect.poll(() => sessionCount(database.url), within).toBe(0);
    const running = "select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
    expect(await database.query(running)).toEqual([]);
  },
  180_000,
);
