import { expect } from "vitest";
import { fault } from "../../support/faults/index.ts";
import type { Server } from "../../support/server.ts";
import { expectRefilled, napping, openOn, useServer } from "./support.ts";

fault("S3a", () => endWith((server) => server.kill()));

fault("S3b", () => endWith((server) => server.crash()));

async function endWith(end: (server: Server) => Promise<void>): Promise<void> {
  const server = await useServer();
  const scene = await openOn(server);
  const work = [
    scene.ask("shopNaps { slept }"),
    scene.code(scene.pool.command({ text: "insert into items select 0, pg_sleep(60)::text", effects: "rows" })),
  ];
  await napping(scene, 2);
  await end(server);
  expect(await Promise.all(work)).toEqual(["DATABASE_UNAVAILABLE", "DATABASE_UNAVAILABLE"]);
  await expect.poll(() => scene.pool.stats()).toMatchObject({ state: "down", total: 0 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => scene.ask()));
  expect(new Set(answers)).not.toContain("ok");

  await server.start();
  await scene.recovers();
  await expectRefilled(scene);
  expect(scene.pool.stats().breaker).toMatchObject({ state: "closed", failures: 0 });
  expect(await scene.query("select 1 from items where id = 0")).toEqual([]);
}
