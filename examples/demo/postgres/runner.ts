import { type SpawnOptions, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, readFile, stat } from "node:fs/promises";
import { StartError } from "../../../src/lib/index.ts";
import type { Folder } from "./folder.ts";

/** How to run a program of the server: Postgres refuses to be root. */
export type Runner = (program: string, args: readonly string[]) => Command;

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly identity: Pick<SpawnOptions, "uid" | "gid">;
}

interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** Where this process is root, the folder is given to the user that the programs will run as. */
export async function chooseRunner(folder: Folder, postgres: string): Promise<Runner> {
  if (process.getuid?.() !== 0) return (program, args) => ({ program, args, identity: {} });
  const user = await findUser(folder);
  await chown(folder.path, user.uid, user.gid);

  const works = runnersAs(user).find((run) => {
    const { program, args, identity } = run("/bin/sh", ["-c", '"$0" --version && cd "$1"', postgres, folder.path]);
    return spawnSync(program, args, { ...identity, cwd: "/", stdio: "ignore" }).status === 0;
  });
  if (works) return works;
  const message = `user ${user.uid} can reach this folder or ${postgres} neither by itself nor with setpriv (util-linux). Put both where every user may enter, or run this as an ordinary user`;
  throw new StartError("Postgres does not run as root:", [{ path: folder.path, message }]);
}

/** The plainest first. */
function runnersAs({ uid, gid }: SystemUser): readonly Runner[] {
  const plain: Runner = (program, args) => ({ program, args, identity: { uid, gid } });
  // A folder that only root may enter (/root, mktemp -d) hides programs and data from every other user. One
  // capability lifts that (containers often withhold the first of these and grant the second), but access(2), with
  // which Postgres looks for its programs, ignores capabilities of a user other than root without that secure bit.
  const capable = ["dac_read_search", "dac_override"].map((name): Runner => {
    const drop = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];
    const keep = ["--securebits=+no_setuid_fixup", `--inh-caps=+${name}`, `--ambient-caps=+${name}`];
    return (program, args) => ({ program: "setpriv", args: [...drop, ...keep, program, ...args], identity: {} });
  });
  return [plain, ...capable];
}

/** Whoever owns the data already, else the system's own user for Postgres, else nobody. */
async function findUser(folder: Folder): Promise<SystemUser> {
  const owner = existsSync(folder.data) ? await stat(folder.data) : undefined;
  if (owner && owner.uid !== 0) return owner;
  const passwd = await readFile("/etc/passwd", "utf8");
  const entry = /^postgres:[^:]*:(\d+):(\d+):/m.exec(passwd) ?? /^nobody:[^:]*:(\d+):(\d+):/m.exec(passwd);
  if (entry) return { uid: Number(entry[1]), gid: Number(entry[2]) };
  const message = "there is no user `postgres` or `nobody` to run it as. Run this as an ordinary user";
  throw new StartError("Postgres does not run as root:", [{ path: folder.path, message }]);
}
