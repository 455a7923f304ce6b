import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { expect } from "vitest";
import { fault } from "../../support/faults/index.ts";
import { backends, openOn, useServer } from "./support.ts";

fault("S12", async () => {
  const server = await useServer();
  await server.query(`create view bombs as select length(string_agg(repeat('x', 1000000), '')) as id
    from generate_series(1, 1000) n`);
  const { uid, gid } = statSync(server.directory);
  // What the postmaster may have, each of its sessions may have: much less than a text.
  execFileSync("prlimit", [`--pid=${server.pid}`, `--as=${500 * 2 ** 20}`], { uid, gid });
  const scene = await openOn(server, { pool: { size: 1, overflow: 0 } });
  const before = await backends(scene);

  const { errors } = scene.pool.stats();
  const bomb = scene.pool.value({ text: "select id from bombs", effects: "none" });
  await expect(bomb).rejects.toMatchObject({ cause: { code: "53200" } });
  expect(await scene.ask("shopBombs { id }")).toBe("DATABASE_UNAVAILABLE");
  // The connection was not lost, so nothing is sent again.
  expect(scene.pool.stats()).toMatchObject({ errors: errors + 2, breaker: { state: "closed", failures: 0 } });
  expect(await scene.ask()).toBe("ok");
  expect(await backends(scene)).toEqual(before);
});
