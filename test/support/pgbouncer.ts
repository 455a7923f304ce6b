import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, untilOpen } from "./port.ts";
import { queryAt } from "./server.ts";

/** Whether the program is on this machine. */
export const hasPgBouncer = spawnSync("pgbouncer", ["--version"]).status === 0;

export interface PgBouncer {
  /** Of the same database, through the pooler. */
  readonly url: string;
  /** Says a command to its console, and answers the rows. */
  admin(command: string): Promise<Record<string, unknown>[]>;
  /** At once, whatever its clients do. */
  kill(): Promise<void>;
  /** Again, at the same port. */
  start(): Promise<void>;
  /** For good. */
  stop(): Promise<void>;
}

/** A PgBouncer in front of one database, with a session for each transaction unless `settings` say otherwise. */
export async function startPgBouncer(
  databaseUrl: string,
  settings: Readonly<Record<string, string | number>> = {},
): Promise<PgBouncer> {
  const target = new URL(databaseUrl);
  const directory = mkdtempSync(join(tmpdir(), "sluice-pgbouncer-"));
  const port = await freePort();
  const database = target.pathname.slice(1);
  const backend = `host=${target.hostname} port=${target.port} user=${target.username} password=${decodeURIComponent(target.password)}`;
  const lines = Object.entries({
    listen_addr: "127.0.0.1",
    listen_port: port,
    unix_socket_dir: "",
    auth_type: "any",
    admin_users: target.username,
    pool_mode: "transaction",
    default_pool_size: 4,
    ...settings,
  }).map(([name, value]) => `${name} = ${value}`);
  const file = join(directory, "pgbouncer.ini");
  writeFileSync(file, `[databases]\n${database} = ${backend}\n[pgbouncer]\n${lines.join("\n")}\n`, { mode: 0o600 });
  // It refuses to run as root, so it runs as nobody.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    for (const path of [directory, file]) chownSync(path, nobody, nobody);
    chmodSync(directory, 0o700);
  }
  const run = async () => {
    const child = spawn("pgbouncer", ["-q", file], {
      stdio: ["ignore", "ignore", "inherit"],
      ...(isRoot && { uid: nobody, gid: nobody }),
    });
    await untilOpen("PgBouncer", port, child);
    return child;
  };
  let child = await run();
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  };
  const url = `postgres://${target.username}@127.0.0.1:${port}`;
  return {
    url: `${url}/${database}`,
    admin: (command) => queryAt(`${url}/pgbouncer`, command),
    kill,
    async start() {
      child = await run();
    },
    async stop() {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const nobody = 65_534;
