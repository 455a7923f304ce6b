import { expect } from "vitest";
import type { PoolEvent } from "../../../src/pools/index.ts";
import { fault } from "../../support/faults/index.ts";
import { backends, expectRefilled, napping, openOn, terminate, useServer } from "./support.ts";

fault("S1a", async () => {
  const scene = await openOn(await useServer(), { pool: { overflow: 0 } });
  const events: PoolEvent[] = [];
  scene.pool.on((event) => events.push(event));

  for (let round = 1; round <= 5; round += 1) {
    await expectRefilled(scene);
    const before = await backends(scene);
    await terminate(scene);
    const answers = await Promise.all(Array.from({ length: 8 }, () => scene.ask()));
    expect(new Set(answers)).toEqual(new Set(["ok"]));
    await expect.poll(async () => (await backends(scene)).filter((pid) => before.includes(pid))).toEqual([]);
  }
  await expectRefilled(scene);
  // Or found out to be gone, where one that was lost had the other one tested.
  const lost = events.filter((event) => event.kind === "Removed" && /^(?:lost|invalid)$/.test(event.reason));
  expect(lost).toHaveLength(10);
  expect(lost[0]).toMatchObject({ error: { cause: { code: "57P01" } } });
  expect(scene.pool.stats().breaker.state).toBe("closed");
});

fault("S1b", async () => {
  const scene = await openOn(await useServer());
  const read = scene.ask("shopNaps { slept }");
  const write = scene.code(
    scene.pool.command({ text: "insert into items select 0, pg_sleep(60)::text", effects: "rows" }),
  );
  const before = await napping(scene, 2);
  await terminate(scene);
  expect(await write).toBe("DATABASE_UNAVAILABLE");

  // The read alone is sent again, once.
  const again = async () => (await backends(scene, "wait_event = 'PgSleep'")).filter((pid) => !before.includes(pid));
  await expect.poll(again).toHaveLength(1);
  await terminate(scene);
  expect(await read).toBe("DATABASE_UNAVAILABLE");
  await scene.recovers();
  await expect.poll(() => backends(scene, "wait_event = 'PgSleep'")).toEqual([]);
  expect(scene.pool.stats()).toMatchObject({ errors: 3, breaker: { state: "closed", failures: 0 } });
  expect(await scene.query("select 1 from items where id = 0")).toEqual([]);
});

fault("S1c", async () => {
  const scene = await openOn(await useServer());
  const { committed } = scene.pool.stats();
  const transfer = scene.pool.withTransaction(async (transaction) => {
    await transaction.command({ text: "update items set note = 'half' where id = 1", effects: "rows" });
    const [victim] = await backends(scene, "state = 'idle in transaction'");
    await terminate(scene, `pid = ${victim}`);
    await expect.poll(() => backends(scene)).not.toContain(victim);
    await transaction.command({ text: "update items set note = 'whole' where id = 2", effects: "rows" });
  });
  expect(await scene.code(transfer)).toBe("DATABASE_UNAVAILABLE");
  await scene.recovers();
  expect(await scene.query("select 1 from items where note in ('half', 'whole')")).toEqual([]);
  expect(scene.pool.stats()).toMatchObject({ committed, rolledBack: 1, inTransaction: 0 });
});
