import { statSync } from "node:fs";
import { expect, onTestFinished } from "vitest";
import { fault } from "../../support/faults/index.ts";
import { mountDisk } from "../../support/full-disk.ts";
import { backends, openOn, useServer } from "./support.ts";

fault("S11a", async () => {
  const server = await useServer();
  const disk = mountDisk(4, statSync(server.directory));
  onTestFinished(() => disk.unmount());
  await server.query(`create tablespace small location '${disk.path}'`);
  await server.query("create table piles (note text) tablespace small");
  const scene = await openOn(server, { pool: { size: 1, overflow: 0 } });
  const before = await backends(scene);

  const text = "insert into piles select repeat(md5(n::text), 30) from generate_series(1, 10000) n";
  const write = scene.pool.command({ text, effects: "rows" });
  await expect(write).rejects.toMatchObject({ cause: { code: "53100" }, details: { retryable: true } });
  expect(await scene.code(write)).toBe("DATABASE_UNAVAILABLE");
  expect(await scene.ask()).toBe("ok");
  expect(await scene.code(scene.pool.command({ text: "update items set note = 'x' where id = 1" }))).toBe("ok");
  // Nothing was wrong with the connection.
  expect(await backends(scene)).toEqual(before);
  expect(scene.pool.stats()).toMatchObject({ errors: 1, breaker: { state: "closed", failures: 0 } });

  await server.query("drop table piles");
  await server.query("create table piles (note text) tablespace small");
  expect(await scene.code(scene.pool.command({ text: text.replace("10000", "1000"), effects: "rows" }))).toBe("ok");
});

fault("S11b", async () => {
  const server = await useServer({ temp_file_limit: "1MB", work_mem: "64kB" });
  await server.query(`create view sorts as select count(*)::int as id
    from (select md5(n::text) as note from generate_series(1, 200000) n order by 1) as sorted`);
  const scene = await openOn(server, { pool: { size: 1, overflow: 0 } });
  const before = await backends(scene);
  const { errors } = scene.pool.stats();
  expect(await scene.ask("shopSorts { id }")).toBe("RESULT_TOO_LARGE");
  expect(scene.pool.stats().errors - errors).toBe(1);
  expect(await scene.ask()).toBe("ok");
  expect(await backends(scene)).toEqual(before);
});
