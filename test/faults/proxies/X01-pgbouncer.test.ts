import { expect } from "vitest";
import { fault, openPooled, type PooledScene } from "../../support/faults/index.ts";

fault("X1a", async () => expectUnnoticed(await openPooled()));

fault("X1b", async () => {
  const pooler = { ignore_startup_parameters: "options,extra_float_digits" };
  await expectUnnoticed(await openPooled({ pooler, pool: { pooler: "transaction" } }));
});

async function expectUnnoticed({ scene, database }: PooledScene): Promise<void> {
  expect(scene.pool.stats().isPooled).toBe(true);
  const read = { text: "select note from items where id = $1", name: "note of an item", effects: "none" } as const;
  for (let round = 0; round < 10; round += 1) {
    // More at once than there are sessions, so that each has several.
    const answers = await Promise.all(Array.from({ length: 8 }, () => scene.ask("shopItems(limit: 3) { id note }")));
    expect(answers).toEqual(Array.from({ length: 8 }, () => "ok"));
    const notes = await Promise.all([7, 8, 9].map((id) => scene.pool.value({ ...read, values: [id] })));
    expect(notes).toEqual(["note 7", "note 8", "note 9"]);
  }
  expect(scene.pool.stats()).toMatchObject({ errors: 0, breaker: { state: "closed", failures: 0 } });
  const sessions = "select 1 from pg_stat_activity where datname = $1 and application_name = 'sluice/shop'";
  expect((await scene.query(sessions, [database.name])).length).toBeGreaterThan(1);
}
