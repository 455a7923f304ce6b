import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene } from "../../support/faults/index.ts";

fault("P10", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const scene = await openScene({ url: database.url, pool: { maxUses: 1, acquireTimeout: 60_000 } });
  const { pool } = scene;
  const expired: unknown[] = [];
  pool.on((event) => event.kind === "Removed" && event.reason === "expired" && expired.push(event));
  const before = pool.stats();
  const order: number[] = [];
  const ask = async (_: unknown, index: number) => {
    const code = await scene.ask();
    order.push(index);
    return code;
  };
  expect(await Promise.all(Array.from({ length: 100 }, ask))).toEqual(Array(100).fill("ok"));
  const after = pool.stats();
  expect(after.acquired - before.acquired).toBe(100);
  expect(expired).toHaveLength(100);
  expect(after).toMatchObject({ timeouts: 0, errors: 0 });
  // In turn: nobody was overtaken by all who came after.
  expect(order.indexOf(0)).toBeLessThan(50);
});
