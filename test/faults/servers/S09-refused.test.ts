import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect } from "vitest";
import type { PoolEvent } from "../../../src/pools/index.ts";
import { fault, type Scene } from "../../support/faults/index.ts";
import type { Server } from "../../support/server.ts";
import { app, expectRefilled, openAsApp, terminate, useServer } from "./support.ts";

fault("S9a", async () => {
  const { server, scene, refusals } = await begin();
  await server.query(`alter role ${app.name} connection limit 0`);
  const since = performance.now();
  await endSessions(scene);
  await expect.poll(() => scene.ask()).toBe("CIRCUIT_OPEN");
  // Until the circuit opens; then one for a request at each `resetAfter`, and those of the pool itself.
  const pauses = (performance.now() - since) / 500;
  expect(refusals(/too many connections for role/)).toBeLessThanOrEqual(12 + 2 * pauses);

  await server.query(`alter role ${app.name} connection limit -1`);
  await scene.recovers();
  await expectRefilled(scene);
});

fault("S9b", async () => {
  const { server, scene, refusals } = await begin();
  const file = join(server.directory, "data", "pg_hba.conf");
  const rules = readFileSync(file, "utf8");
  const write = async (text: string) => {
    const reloaded = server.logged(/reloading configuration files/);
    writeFileSync(file, text);
    await server.query("select pg_reload_conf()");
    await reloaded;
  };
  await write(`host all ${app.name} all reject\n${rules}`);
  await expectRefusal(scene, () => refusals(/pg_hba.conf rejects connection/));
  await write(rules);
  await scene.recovers();
  await expectRefilled(scene);
});

fault("S9c", async () => {
  const { server, scene, refusals, events } = await begin();
  const answered = scene.pool.lease();
  await server.query(`alter role ${app.name} password 'another'`);
  // Whoever is in stays in.
  expect(await scene.ask()).toBe("ok");
  await (await answered).release();
  await expectRefusal(scene, () => refusals(/password authentication failed/));
  const seen = inspect([events, scene.pool.stats(), scene.pool.target, server.log], { depth: Infinity });
  expect(seen).not.toContain(app.password);

  await server.query(`alter role ${app.name} password '${app.password}'`);
  await scene.recovers();
  await expectRefilled(scene);
});

interface Refused {
  readonly server: Server;
  readonly scene: Scene;
  readonly events: readonly PoolEvent[];
  /** How many lines like that the server has written. */
  refusals(pattern: RegExp): number;
}

async function begin(): Promise<Refused> {
  const server = await useServer();
  const scene = await openAsApp(server, { pool: { breaker: { resetAfter: 500 } } });
  const events: PoolEvent[] = [];
  scene.pool.on((event) => events.push(event));
  return { server, scene, events, refusals: (pattern) => server.log.filter((line) => pattern.test(line)).length };
}

/** Nothing else lets the pool find out. */
async function endSessions(scene: Scene): Promise<void> {
  await terminate(scene);
  await expect.poll(() => scene.pool.stats().state).toBe("down");
  const answers = await Promise.all(Array.from({ length: 100 }, () => scene.ask()));
  expect(new Set(answers)).not.toContain("ok");
}

async function expectRefusal(scene: Scene, refusals: () => number): Promise<void> {
  const since = performance.now();
  await endSessions(scene);
  expect(scene.pool.stats().breaker.state).not.toBe("closed");
  await expect(scene.pool.value({ text: "select 1" })).rejects.toMatchObject({
    cause: { code: expect.stringMatching(/^28/) },
  });
  // At once, for the two sessions that ended, and at each `resetAfter` one by itself and one for a request.
  const pauses = (performance.now() - since) / 500;
  expect(refusals()).toBeLessThanOrEqual(4 + 2 * pauses);
}
