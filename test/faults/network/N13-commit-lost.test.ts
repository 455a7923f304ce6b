import { expect } from "vitest";
import { fault, openProxied, type ProxiedScene } from "../../support/faults/index.ts";
import type { Link } from "../../support/proxy.ts";

fault("N13a", async () => {
  const proxied = await openProxied();
  loseAnswers(proxied);
  await expectUnknown(proxied);
  expect(await proxied.scene.query("select note from items where id > 100")).toEqual([{ note: "moved" }]);
});

fault("N13b", async () => {
  const proxied = await openProxied();
  loseCommits(proxied);
  await expectUnknown(proxied);
  expect(await proxied.scene.query("select note from items where id > 100")).toEqual([]);
});

fault("N13c", async () => {
  const proxied = await openProxied();
  const { scene, proxy } = proxied;
  await scene.query(`create table accounts (id int primary key, amount int not null);
    insert into accounts select n, 100 from generate_series(1, 5) n;
    create table transfers (id int primary key)`);
  const unknown = new Set<number>();
  const committed = new Set<number>();
  const transfer = async (id: number) => {
    const move = scene.pool.withTransaction(async (transaction) => {
      await transaction.command({ text: "insert into transfers values ($1)", values: [id], effects: "rows" });
      // The lower number first, so that no two wait for each other.
      for (const [account, amount] of [[1 + (id % 4), -1] as const, [2 + (id % 4), 1] as const]) {
        const text = "update accounts set amount = amount + $2 where id = $1";
        await transaction.command({ text, values: [account, amount], effects: "rows" });
      }
    });
    const code = await scene.code(move);
    if (code === "ok") committed.add(id);
    if (code === "COMMIT_OUTCOME_UNKNOWN") unknown.add(id);
  };
  for (let round = 0; round < 10; round += 1) {
    // Every other round, one way or the other.
    if (round % 4 === 1) loseAnswers(proxied);
    else if (round % 4 === 3) loseCommits(proxied);
    else await proxy.pass();
    await Promise.all(Array.from({ length: 10 }, (_, index) => transfer(round * 10 + index)));
  }
  await proxy.pass();
  await scene.recovers();

  expect(await scene.query("select sum(amount)::int as sum from accounts")).toEqual([{ sum: 500 }]);
  const kept = new Set((await scene.query("select id from transfers")).map(({ id }) => Number(id)));
  expect([...committed].filter((id) => !kept.has(id))).toEqual([]);
  expect([...kept].filter((id) => !committed.has(id) && !unknown.has(id))).toEqual([]);
  expect(unknown.size).toBeGreaterThan(0);
  expect(committed.size).toBeGreaterThan(0);
});

const isCommit = (bytes: Buffer) => bytes.includes("commit");

/** The server hears the commit, and is cut off with its answer. */
function loseAnswers({ proxy }: ProxiedScene): void {
  const asked = new WeakSet<Link>();
  proxy.carry((link, way, bytes) => {
    if (way === "up" && isCommit(bytes)) asked.add(link);
    if (way === "down" && asked.has(link)) link.reset();
    else link.send(way, bytes);
  });
}

function loseCommits({ proxy }: ProxiedScene): void {
  proxy.carry((link, way, bytes) => {
    if (way === "up" && isCommit(bytes)) link.reset();
    else link.send(way, bytes);
  });
}

async function expectUnknown({ scene, proxy }: ProxiedScene): Promise<void> {
  let attempts = 0;
  let callbacks = 0;
  const called = () => {
    callbacks += 1;
  };
  const { committed, rolledBack } = scene.pool.stats();
  const work = scene.pool.withTransaction(
    async (transaction) => {
      attempts += 1;
      transaction.afterCommit(called);
      transaction.onRollback(called);
      await transaction.command({ text: "insert into items values (101, 'moved')", effects: "rows" });
    },
    { retries: 3 },
  );
  expect(await scene.code(work)).toBe("COMMIT_OUTCOME_UNKNOWN");
  await proxy.pass();
  await scene.recovers();
  expect({ attempts, callbacks }).toEqual({ attempts: 1, callbacks: 0 });
  expect(scene.pool.stats()).toMatchObject({ committed, rolledBack });
}
