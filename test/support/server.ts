import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { inject } from "vitest";
import { type PostgresServer, startPostgres } from "../../examples/demo/postgres/index.ts";

type Settings = Readonly<Record<string, string>>;

/** A Postgres that a test may break; the one of the whole run belongs to all. */
export interface Server {
  /** Of database `postgres`, as the superuser. The same after each start. */
  readonly url: string;
  /** Its folder, which holds `data`. */
  readonly directory: string;
  /** Runs SQL on it over a connection of its own. */
  query(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** "Fast": ends the sessions and the server in good order. */
  stop(): Promise<void>;
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

/** Starts one whose data was made when the run began. */
export async function startServer(settings: Settings = {}, parent = tmpdir()): Promise<Server> {
  const directory = await mkdtemp(join(parent, "sluice-server-"));
  // With its owner, who is not root.
  execFileSync("cp", ["-a", `${inject("pristine")}/.`, directory]);
  let running: PostgresServer = await startPostgres({ directory, settings });
  const { port } = running;
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
    query: (text, values) => queryAt(url, text, values),
    stop: () => running.stop(),
    async crash() {
      signal("SIGQUIT");
      await running.stop();
    },
    kill: () => running.kill(),
    async start(changed = settings) {
      running = await startPostgres({ directory, port, settings: changed });
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
