import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether the program is on this machine. */
export const hasPgBouncer = spawnSync("pgbouncer", ["--version"]).status === 0;

export interface PgBouncer {
  /** Of the same database, through the pooler. */
  readonly url: string;
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
  const child = spawn("pgbouncer", ["-q", file], {
    stdio: ["ignore", "ignore", "inherit"],
    ...(isRoot && { uid: nobody, gid: nobody }),
  });
  await untilOpen(port, child);
  return {
    url: `postgres://${target.username}@127.0.0.1:${port}/${database}`,
    async stop() {
      const ended = once(child, "exit");
      if (child.exitCode === null) child.kill("SIGTERM");
      await (child.exitCode === null ? ended : undefined);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const nobody = 65_534;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || !address) throw new Error("There is no free port.");
  return address.port;
}

async function untilOpen(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended with ${child.exitCode}.`);
    const socket = connect(port, "127.0.0.1");
    const isOpen = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await sleep(10);
  }
}
