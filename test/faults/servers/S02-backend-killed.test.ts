import { expect, onTestFinished } from "vitest";
import { fault, openScene } from "../../support/faults/index.ts";
import { startServer } from "../../support/server.ts";

fault("S2", async () => {
  const server = await startServer();
  onTestFinished(() => server.dispose());
  const scene = await openScene({ url: server.url });

  const slow = [scene.ask("shopNaps { slept }"), scene.ask("shopNaps { slept }")];
  const napping = "select pid from pg_stat_activity where wait_event = 'PgSleep'";
  await expect.poll(() => scene.query(napping)).toHaveLength(2);
  const [victim] = await scene.query(napping);
  process.kill(Number(victim?.pid), "SIGKILL");
  // Both, for the server cannot know what the killed one has written to shared memory.
  expect(await Promise.all(slow)).toEqual(["DATABASE_UNAVAILABLE", "DATABASE_UNAVAILABLE"]);
  await scene.recovers();
});
