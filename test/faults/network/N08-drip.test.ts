import { expect } from "vitest";
import { fault, openProxied } from "../../support/faults/index.ts";

fault("N8", async () => {
  const { scene, proxy } = await openProxied({ queryTimeout: 2_000, statementTimeout: 0 });
  proxy.drip(20);
  const answers = await Promise.all([scene.ask(), scene.ask()]);
  expect(answers).toEqual(["STATEMENT_TIMEOUT", "STATEMENT_TIMEOUT"]);
  expect(scene.pool.stats()).toMatchObject({ errors: 2, inUse: 0 });

  await proxy.pass();
  await scene.recovers();
});
