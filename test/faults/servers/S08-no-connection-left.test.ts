import { expect } from "vitest";
import type { PoolEvent } from "../../../src/pools/index.ts";
import { fault, sessionCount } from "../../support/faults/index.ts";
import { openAsApp, useServer } from "./support.ts";

fault("S8", async () => {
  const server = await useServer({ max_connections: "12", superuser_reserved_connections: "3" });
  const scene = await openAsApp(server, { pool: { size: 2, overflow: 28, breaker: { failures: 2 } } });
  const events: PoolEvent[] = [];
  scene.pool.on((event) => events.push(event));

  const failed = () => events.filter((event) => event.kind === "Removed" && event.reason === "failed");
  const load = Array.from({ length: 40 }, async () => {
    // All ask at once, and then one for all, more often than would open the circuit.
    while (failed().length < 24) expect(await scene.ask("shopDozes { slept }")).toBe("ok");
  });
  await Promise.all(load);
  expect(failed()[0]).toMatchObject({ error: { code: "DATABASE_UNAVAILABLE", cause: { code: "53300" } } });
  // All that the server has for it.
  expect(await sessionCount(server.url)).toBe(9);
  expect(events.filter(({ kind }) => kind === "BreakerChanged")).toEqual([]);
});
