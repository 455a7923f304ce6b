import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chown, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { StartError } from "../../../src/lib/index.ts";
import type { Folder } from "./folder.ts";
import type { Runner } from "./runner.ts";
import { superuser } from "./server.ts";

/** Makes the data folder where there is none; answers the password. */
export async function initialise(folder: Folder, initdb: string, run: Runner): Promise<string> {
  if (existsSync(folder.data)) return readFile(folder.password, "utf8");

  const password = randomBytes(24).toString("base64url");
  await rm(folder.unfinished, { recursive: true, force: true });
  await rm(folder.password, { force: true });
  await writeFile(folder.password, password, { mode: 0o600 });
  const { uid, gid } = await stat(folder.path);
  if (process.getuid?.() === 0) await chown(folder.password, uid, gid);

  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = [`--username=${superuser}`, "--auth=scram-sha-256", `--pwfile=${folder.password}`];
  const command = run(initdb, ["-D", folder.unfinished, ...locale, ...access, "--no-sync", "--no-instructions"]);
  const child = spawn(command.program, command.args, { ...command.identity, stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  child.stderr.on("data", (chunk) => said.push(String(chunk)));
  const [code] = await once(child, "close");
  if (code !== 0) {
    const message = ["initdb failed and said:", ...said.join("").trim().split("\n")].join("\n    ");
    throw new StartError("Postgres does not start:", [{ path: folder.path, message }]);
  }
  // Only a whole folder gets the name, so one that was cut off in the middle is made again.
  await rename(folder.unfinished, folder.data);
  return password;
}
