import { expect } from "vitest";
import { fault } from "../../support/faults/index.ts";
import { expectRefilled, napping, openOn, useServer } from "./support.ts";

fault("S2", async () => {
  const server = await useServer();
  const scene = await openOn(server);
  const read = scene.ask("shopNaps { slept }");
  const write = scene.code(
    scene.pool.command({ text: "insert into items select 0, pg_sleep(60)::text", effects: "rows" }),
  );
  const [victim = Number.NaN] = await napping(scene, 2);
  const recovered = server.logged(/ready to accept connections/);
  process.kill(victim, "SIGKILL");

  // Both, for the server cannot know what the killed one has written to shared memory.
  expect(await write).toBe("DATABASE_UNAVAILABLE");
  // Sent again it meets a server that recovers, or one that has recovered already.
  expect(await read).toMatch(/^(?:DATABASE_UNAVAILABLE|ok)$/);
  await recovered;
  await scene.recovers();
  await expectRefilled(scene);
  expect(await scene.query("select 1 from items where id = 0")).toEqual([]);
});
