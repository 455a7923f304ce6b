import { expect, onTestFinished } from "vitest";
import { fault } from "../../support/faults/index.ts";
import { backends, openOn, useServer } from "./support.ts";

fault("S6", async () => {
  const scene = await openOn(await useServer(), { pool: { size: 1, overflow: 1, queryTimeout: 2_000 } });
  const [frozen = Number.NaN] = await backends(scene);
  process.kill(frozen, "SIGSTOP");
  const thaw = () => process.kill(frozen, "SIGCONT");
  onTestFinished(async () => {
    if ((await backends(scene)).includes(frozen)) thaw();
  });

  // Nobody knows whether it still works on it, so it is not sent again.
  expect(await scene.ask()).toBe("STATEMENT_TIMEOUT");
  expect(await scene.ask()).toBe("ok");
  expect(await backends(scene, `pid <> ${frozen}`)).toHaveLength(1);
  expect(scene.pool.stats()).toMatchObject({ errors: 1, breaker: { state: "closed" } });

  thaw();
  // It finds that its client has gone.
  await expect.poll(() => backends(scene)).not.toContain(frozen);
});
