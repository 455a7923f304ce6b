import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { inject } from "vitest";
import { type PostgresServer, startPostgres } from "../../examples/demo/postgres/index.ts";
import type { Programs } from "../../examples/demo/postgres/programs.ts";
import { freePort } from "./port.ts";

type Settings = Readonly<Record<string, string>>;

export interface ServerOptions {
  /** Where its folder is made: the system's own place for what is temporary when left out. */
  readonly parent?: string;
  /** The folder of a server that is stopped, to be copied: that of a new one when left out. */
  readonly copied?: string;
  /** Called with the folder before the first start. */
  readonly prepare?: (directory: string) => void;
  readonly programs?: Programs;
}

/** A Postgres that a test may break; the one of the whole run belongs to all. */
export interface Server {
  /** Of database `postgres`, as the superuser. The same after each start. */
  readonly url: string;
  /** Its folder, which holds `data`. */
  readonly directory: string;
  /** The postmaster's. */
  readonly pid: number;
  /** Each line of its log. */
  readonly log: readonly string[];
  /** Resolves when the log has a line like that, from this moment on. */
  logged(pattern: RegExp): Promise<void>;
  /** Runs SQL on it over a connection of its own. */
  query(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** "Fast": ends the sessions and the server in good order. */
  stop(): Promise<void>;
  /** "Smart": refuses whoever comes, and ends when everybody has left. */
  refuse(): void;
  /** "Immediate": every process ends at once, with a word to its client, and the next start recovers. */
  crash(): Promise<void>;
  /** Kills the postmaster alone. Its backends notice by themselves, a little later. */
  kill(): Promise<void>;
  /** Starts it again at the same port. */
  start(settings?: Settings): Promise<void>;
  /** Stops the postmaster where it stands: sessions go on, and nobody can connect. */
  freeze(): void;
  thaw(): void;
  dispose(): Promise<void>;
}

/** What was committed has to be there after a crash of the server, which is no crash of the machine. */
const durable: Settings = { synchronous_commit: "on" };

/** Starts one whose data was made when the run began. */
export async function startServer(settings: Settings = {}, options: ServerOptions = {}): Promise<Server> {
  const { parent = tmpdir(), copied = inject("pristine"), prepare, programs } = options;
  const directory = await mkdtemp(join(parent, "sluice-server-"));
  // With its owner, who is not root.
  execFileSync("cp", ["-a", `${copied}/.`, directory]);
  prepare?.(directory);
  const log: string[] = [];
  const readers = new Set<(line: string) => void>();
  const onLog = (line: string) => {
    log.push(line);
    for (const reader of readers) reader(line);
  };
  const port = await freePort();
  const run = (changed: Settings) =>
    startPostgres({ directory, port, settings: { ...durable, ...changed }, onLog, ...(programs && { programs }) });
  let running: PostgresServer = await run(settings);
  const url = running.url("postgres");
  let isFrozen = false;
  const signal = (name: NodeJS.Signals) => process.kill(running.pid, name);
  const thaw = () => {
    if (isFrozen) signal("SIGCONT");
    isFrozen = false;
  };
  return {
    url,
    directory,
    log,
    get pid() {
      return running.pid;
    },
    query: (text, values) => queryAt(url, text, values),
    logged: (pattern) =>
      new Promise((resolve) => {
        const reader = (line: string) => {
          if (!pattern.test(line)) return;
          readers.delete(reader);
          resolve();
        };
        readers.add(reader);
      }),
    stop: () => running.stop(),
    refuse: () => signal("SIGTERM"),
    async crash() {
      signal("SIGQUIT");
      await running.stop();
    },
    kill: () => running.kill(),
    async start(changed = settings) {
      running = await run(changed);
    },
    freeze() {
      signal("SIGSTOP");
      isFrozen = true;
    },
    thaw,
    async dispose() {
      thaw();
      await running.stop();
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Runs SQL on any server; several statements at once where there are no values. */
export async function queryAt(
  url: string,
  text: string,
  values?: readonly unknown[],
): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  // A server that breaks says so twice, and the second time to nobody.
  client.on("error", () => {});
  await client.connect();
  try {
    // Values make it the extended protocol, which takes one statement only.
    const result: unknown = await client.query(text, values && [...values]);
    const last: unknown = Array.isArray(result) ? result.at(-1) : result;
    return hasRows(last) ? last.rows : [];
  } finally {
    await client.end();
  }
}

function hasRows(result: unknown): result is { rows: Record<string, unknown>[] } {
  return typeof result === "object" && result !== null && "rows" in result;
}
