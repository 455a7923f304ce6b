import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");

/** Imports the package's part as a user does, and prints what Node loaded for it. */
const script = `
  import { registerHooks } from "node:module";
  const loaded = [];
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
  const { createPools } = await import("sluice/pools");
  if (createPools().all.length !== 0) throw new Error("There are pools already.");
  console.log(JSON.stringify(loaded));`;

test("sluice/pools loads nothing of the gateway, and no GraphQL", async () => {
  const flags = ["--conditions=@sluice/source", "--input-type=module", "--eval", script];
  const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: root });
  const urls: readonly string[] = JSON.parse(stdout);
  const packages = new Set(urls.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []));
  const rooms = new Set(urls.flatMap((url) => /\/src\/([^/]+)/.exec(url)?.[1] ?? []));
  expect(rooms).toContain("pools");
  expect([...rooms].filter((room) => !["config", "lib", "pools"].includes(room))).toEqual([]);
  expect(packages).toContain("pg");
  expect([...packages].filter((name) => !/^(?:pg|pg-.*|pgpass|postgres-.*|split2|xtend|zod)$/.test(name))).toEqual([]);
});
