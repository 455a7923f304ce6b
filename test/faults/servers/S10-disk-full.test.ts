import { setImmediate } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import { SluiceError } from "../../../src/lib/index.ts";
import { fault } from "../../support/faults/index.ts";
import { mountDisk } from "../../support/full-disk.ts";
import { expectRefilled, openOn, useServer } from "./support.ts";

fault("S10", async () => {
  const disk = mountDisk(200);
  onTestFinished(() => disk.unmount());
  const server = await useServer({}, { parent: disk.path });
  await server.query("create table piles (note text)");
  const scene = await openOn(server);
  disk.fill();

  // Rows need a new page sooner or later.
  const insert = {
    text: "insert into piles select repeat(md5(n::text), 30) from generate_series(1, 100) n",
    effects: "rows",
  } as const;
  const causes: unknown[] = [];
  while (causes.length === 0) {
    await scene.pool.command(insert).catch((error: unknown) => {
      causes.push(error instanceof SluiceError ? error.cause : error);
    });
  }
  expect(causes).toEqual([expect.objectContaining({ code: "53100" })]);
  expect(await scene.code(scene.pool.command(insert))).toBe("DATABASE_UNAVAILABLE");
  expect(await scene.ask()).toBe("ok");

  // This is for the log alone, and a server that cannot write its log breaks.
  const log = { text: "select pg_logical_emit_message(false, 'test', repeat('x', 1000000))", effects: "rows" } as const;
  let isBroken = false;
  void server.logged(/PANIC:.*No space left on device/).then(() => {
    isBroken = true;
  });
  while (!isBroken) {
    await scene.code(scene.pool.command(log));
    // Who is refused at once would ask again before anything else can happen.
    await setImmediate();
  }
  const answers = await Promise.all(Array.from({ length: 20 }, () => scene.ask()));
  expect(answers).toHaveLength(20);

  disk.free();
  await server.stop();
  await server.start();
  await scene.recovers();
  await expectRefilled(scene);
  expect(await scene.code(scene.pool.command(insert))).toBe("ok");
});
