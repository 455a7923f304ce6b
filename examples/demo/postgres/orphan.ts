import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "../../../src/lib/index.ts";
import type { Folder } from "./folder.ts";
import { stoppedWithin } from "./server.ts";

/** Ends the server that a killed process left behind in this folder; refuses where its owner lives. */
export async function endOrphan(folder: Folder): Promise<void> {
  const lock = join(folder.data, "postmaster.pid");
  const pid = await readPid(lock);
  const owner = await readPid(folder.owner);
  const ownerLives = owner !== undefined && Boolean(await commandOf(owner));
  const isOurs = async () => Boolean((await commandOf(pid))?.includes(folder.data));

  if (ownerLives && owner !== process.pid && existsSync(folder.unfinished)) {
    throw inUse(folder, `process ${owner}, which is making the data`);
  }
  if (pid === undefined || (await commandOf(pid)) === undefined) return;
  // Postgres takes any living process of that number for itself and would refuse to start.
  if (!(await isOurs())) return rm(lock);
  if (ownerLives) throw inUse(folder, `process ${owner} (its Postgres is process ${pid})`);

  process.kill(pid, "SIGINT");
  for (let waited = 0; await isOurs(); waited += 50) {
    if (waited === stoppedWithin) process.kill(pid, "SIGKILL");
    await sleep(50);
  }
}

function inUse({ path }: Folder, by: string): StartError {
  return new StartError("Postgres does not start:", [{ path, message: `is in use by ${by}. End that one first` }]);
}

async function readPid(file: string): Promise<number | undefined> {
  const text = await readFile(file, "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : undefined;
}

/** A process's command line: empty where it has ended but was not collected, undefined where there is none. */
async function commandOf(pid: number | undefined): Promise<string | undefined> {
  if (pid === undefined) return undefined;
  if (existsSync("/proc/self/cmdline")) return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined);
  return spawnSync("ps", ["-p", String(pid), "-o", "args="], { encoding: "utf8" }).stdout?.trim() || undefined;
}
