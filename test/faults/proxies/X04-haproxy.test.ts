import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, lockItems, openScene, sessionCount } from "../../support/faults/index.ts";
import { type HAProxyOptions, startHAProxy } from "../../support/haproxy.ts";
import { queryAt, startServer } from "../../support/server.ts";

fault("X4a", async () => {
  const { scene } = await openBalanced({ timeout: 1_000 });
  const { destroyed } = scene.pool.stats();
  await expect.poll(() => scene.pool.stats().destroyed).toBeGreaterThanOrEqual(destroyed + 2);
  for (let time = 0; time < 10; time += 1) expect(await Promise.all([scene.ask(), scene.ask()])).toEqual(["ok", "ok"]);
  const { queries } = scene.pool.stats();
  expect(await scene.ask("shopNaps { slept }")).toBe("DATABASE_UNAVAILABLE");
  // Twice, and no more.
  expect(scene.pool.stats().queries - queries).toBe(2);
  await scene.recovers();
});

fault("X4b", async () => {
  const { scene, haproxy, database } = await openBalanced();
  const shutDown = () => haproxy.admin("shutdown sessions server db/s0");
  for (let time = 0; time < 10; time += 1) {
    await shutDown();
    expect(await Promise.all([scene.ask(), scene.ask()])).toEqual(["ok", "ok"]);
  }

  const lock = await lockItems(database.url);
  const asked = scene.ask();
  await expect.poll(() => lock.waiting()).toHaveLength(1);
  const [first] = await lock.waiting();
  await shutDown();
  await expect.poll(async () => (await lock.waiting()).filter((pid) => pid !== first)).toHaveLength(1);
  await lock.release();
  expect(await asked).toBe("ok");

  const move = scene.pool.withTransaction(async (transaction) => {
    await transaction.command({ text: "insert into items values (101, '')", effects: "rows" });
    await shutDown();
    await transaction.command({ text: "insert into items values (102, '')", effects: "rows" });
  });
  expect(await scene.code(move)).toBe("DATABASE_UNAVAILABLE");
  await scene.recovers();
  expect(await scene.query("select 1 from items where id > 100")).toEqual([]);
});

fault("X4c", async () => {
  const first = await startServer();
  onTestFinished(() => first.dispose());
  const second = await startServer();
  onTestFinished(() => second.dispose());
  // The same role, as on a copy.
  const { password } = new URL(first.url);
  await second.query(`alter role postgres password '${decodeURIComponent(password)}'`);
  const there = new URL(second.url);
  there.password = password;
  const haproxy = await startHAProxy([first.url, second.url]);
  onTestFinished(() => haproxy.stop());
  const scene = await openScene({ url: haproxy.url, direct: first.url });
  const table = "create table items (id int primary key, note text not null); insert into items values (1, 'moved')";
  await queryAt(there.href, table);

  const notes = async () => (await scene.gateway.send("{ shopItems(limit: 1) { note } }")).body;
  expect(await notes()).toEqual({ data: { shopItems: [{ note: "note 1" }] } });
  await haproxy.admin("set server db/s1 state ready");
  await haproxy.admin("set server db/s0 state maint");
  expect(await scene.ask()).toBe("ok");
  await haproxy.admin("shutdown sessions server db/s0");
  await scene.recovers();
  const answers = await Promise.all(Array.from({ length: 10 }, notes));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ data: { shopItems: [{ note: "moved" }] } })]),
  );
  await expect.poll(() => sessionCount(first.url)).toBe(0);
  expect(await sessionCount(there.href)).toBeGreaterThan(0);
});

async function openBalanced(options: HAProxyOptions = {}) {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const haproxy = await startHAProxy([database.url], options);
  onTestFinished(() => haproxy.stop());
  const scene = await openScene({ url: haproxy.url, direct: database.url });
  return { scene, haproxy, database };
}
