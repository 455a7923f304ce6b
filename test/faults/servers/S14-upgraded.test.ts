import { expect, onTestFinished } from "vitest";
import { fault } from "../../support/faults/index.ts";
import { copyInstallation } from "../../support/installation.ts";
import { backends, openOn, terminate, useServer } from "./support.ts";

fault("S14", async () => {
  const installation = await copyInstallation();
  onTestFinished(() => installation.remove());
  const server = await useServer({}, { programs: installation.programs });
  await server.query(`create function answer() returns int language plpgsql as 'begin return 42; end';
    create view answers as select answer() as id`);
  const scene = await openOn(server, { pool: { size: 1, overflow: 0 } });
  expect(await scene.ask("shopAnswers { id }")).toBe("ok");

  installation.upgrade();
  // This session has the library already.
  expect(await scene.ask("shopAnswers { id }")).toBe("ok");
  const before = await backends(scene);
  await terminate(scene);
  await expect.poll(() => backends(scene)).not.toEqual(before);
  const value = scene.pool.value({ text: "select answer()" });
  await expect(value).rejects.toMatchObject({ cause: { message: expect.stringContaining("undefined symbol") } });
  expect(await scene.ask("shopAnswers { id }")).toBe("DATABASE_UNAVAILABLE");
  expect(await scene.ask()).toBe("ok");
  expect(scene.pool.stats().breaker).toMatchObject({ state: "closed", failures: 0 });

  installation.restore();
  expect(await scene.ask("shopAnswers { id }")).toBe("ok");
});
