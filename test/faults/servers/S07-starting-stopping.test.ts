import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { fault } from "../../support/faults/index.ts";
import { expectRefilled, openOn, useServer } from "./support.ts";

fault("S7a", async () => {
  const server = await useServer();
  const scene = await openOn(server);
  await server.crash();

  // It asks this command for files of an archive, and waits for the answer.
  const end = join(server.directory, "data", "end-of-recovery");
  const signal = join(server.directory, "data", "recovery.signal");
  writeFileSync(signal, "");
  chmodSync(signal, 0o666);
  const starting = server.start({
    hot_standby: "off",
    restore_command: `while [ ! -e '${end}' ]; do sleep 0.02; done; false`,
  });
  const failed = async () => {
    await expect(scene.pool.value({ text: "select 1", effects: "none" })).rejects.toMatchObject({
      cause: { code: "57P03" },
      details: { retryable: true },
    });
  };
  await expect.poll(failed).toBeUndefined();
  const answers = await Promise.all(Array.from({ length: 20 }, () => scene.ask()));
  expect(new Set(answers)).not.toContain("ok");
  // It opens as for any failure that passes, not at once as for refused credentials.
  await expect.poll(() => scene.pool.stats().breaker.state).toBe("open");
  expect(scene.pool.stats().breaker.failures).toBeGreaterThanOrEqual(5);

  writeFileSync(end, "");
  await starting;
  await scene.recovers();
  await expectRefilled(scene);
});

fault("S7b", async () => {
  const server = await useServer();
  const scene = await openOn(server);
  const leases = [await scene.pool.lease(), await scene.pool.lease()];
  const shuttingDown = server.logged(/received smart shutdown request/);
  server.refuse();
  await shuttingDown;

  const refused: unknown[] = [];
  scene.pool.on((event) => event.kind === "Removed" && refused.push(event.error?.cause));
  const waiting = scene.ask();
  await expect.poll(() => refused[0]).toMatchObject({ code: "57P03" });
  await leases[0]?.release();
  expect(await waiting).toBe("ok");
  expect(await scene.ask()).toBe("ok");
  expect(scene.pool.stats().state).toBe("open");
  await leases[1]?.release();
  const answers = await Promise.all(Array.from({ length: 20 }, () => scene.ask()));
  expect(new Set(answers)).toEqual(new Set(["ok"]));

  await server.stop();
  expect(await scene.ask()).not.toBe("ok");
  await server.start();
  await scene.recovers();
  await expectRefilled(scene);
});
