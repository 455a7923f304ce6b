import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { expectBalance, fault, gateTable, openScene, sessionCount, shutGate } from "../../support/faults/index.ts";
import { putLoad, within } from "./support.ts";

fault("P12", async () => {
  const database = await lendDatabase(gateTable);
  onTestFinished(() => database.dispose());
  const settings = { size: 2, overflow: 2, acquireTimeout: 60_000, lockTimeout: 0 };
  const scene = await openScene({ url: database.url, pool: settings });
  const { pools } = scene.gateway.gateway;
  const load = putLoad(scene, 3);

  for (let round = 0; round < 5; round += 1) {
    const { pool } = scene;
    const gate = await shutGate(database.url);
    const slow = scene.ask("shopGates { id }");
    await gate.waitFor(1);
    const removed = pools.remove("shop");
    expect(await scene.ask()).toBe("POOL_CLOSED");
    await gate.open();
    await removed;
    expect(await slow).toBe("ok");
    expect(pool.stats()).toMatchObject({ state: "closed", total: 0, inUse: 0, waiting: 0 });
    expectBalance(pool);
    await expect.poll(() => sessionCount(database.url), within).toBe(0);

    // There is none, and the schema still has its fields.
    expect(await scene.ask()).toBe("POOL_CLOSED");
    pools.create({ name: "shop", connection: { url: database.url }, settings });
    expect(await scene.ask()).toBe("ok");
  }
  await scene.recovers();
  expect(await load.end()).toEqual(["POOL_CLOSED", "ok"]);
});
