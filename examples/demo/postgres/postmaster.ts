import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { StartError } from "../../../src/lib/index.ts";
import type { Folder } from "./folder.ts";
import type { Runner } from "./runner.ts";
import { host, type PostgresServer, stoppedWithin, superuser, urlOf } from "./server.ts";

export interface PostmasterOptions {
  readonly program: string;
  readonly run: Runner;
  readonly folder: Folder;
  readonly port: number;
  readonly password: string;
  readonly settings: Readonly<Record<string, string>> | undefined;
  readonly onLog: ((line: string) => void) | undefined;
}

type Postmaster = ChildProcessByStdio<null, null, Readable>;

const readyWithin = 60_000;

/** A standby accepts connections that only read. */
const isReady = /database system is ready to accept (?:read-only )?connections/;

/** The data can be made again from its files at any time, so nothing here waits for a disk. */
const lightSettings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_wal_size: "2GB" };

/** Starts the server of a folder that holds data; it accepts connections when this resolves. */
export async function startPostmaster(options: PostmasterOptions): Promise<PostgresServer> {
  const { program, run, folder, port, password } = options;
  const command = run(program, ["-D", folder.data, ...flagsOf(options)]);
  // A group of its own: Ctrl-C in a terminal must reach the gateway alone, which then stops the server in good order.
  const child = spawn(command.program, command.args, {
    ...command.identity,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  // A second Ctrl-C ends this process at once: the server is told, and ends by itself.
  const onExit = () => child.kill("SIGINT");
  process.once("exit", onExit);
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => {
      process.off("exit", onExit);
      resolve();
    });
  });
  await ready(child, options);

  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), stoppedWithin);
    await exited;
    clearTimeout(timer);
  };
  return {
    host,
    port,
    user: superuser,
    password,
    pid: child.pid ?? Number.NaN,
    url: (database) => urlOf(port, password, database),
    stop: () => end("SIGINT"),
    kill: () => end("SIGKILL"),
  };
}

function flagsOf({ port, settings }: PostmasterOptions): string[] {
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
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Reads the log for as long as the server lives; resolves at the line that says it is ready. */
function ready(child: Postmaster, { folder, onLog }: PostmasterOptions): Promise<void> {
  const recent: string[] = [];
  const log = createInterface({ input: child.stderr });
  return new Promise<void>((resolve, reject) => {
    const fail = (what: string) => {
      const message = [`${what}. The end of its log:`, ...recent].join("\n    ");
      reject(new StartError("Postgres does not start:", [{ path: folder.path, message }]));
    };
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      fail(`it was not ready after ${readyWithin / 1000} seconds`);
    }, readyWithin);
    child.once("error", reject);
    child.once("close", () => {
      clearTimeout(timer);
      fail("it ended at its start");
    });
    log.on("line", (line) => {
      onLog?.(line);
      if (recent.push(line) > 20) recent.shift();
      if (!isReady.test(line)) return;
      clearTimeout(timer);
      resolve();
    });
  });
}
