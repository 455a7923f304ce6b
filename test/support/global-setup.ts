import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { demoDatabases } from "../../examples/demo/databases.ts";
import { fillDemo } from "../../examples/demo/fill.ts";
import { startPostgres } from "../../examples/demo/postgres/index.ts";
import { rows } from "../faults/rows.ts";
import { buildDashboard } from "./browser/build.ts";
import { describeSkipped } from "./faults/skipped.ts";

export interface TestServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly pid: number;
}

declare module "vitest" {
  interface ProvidedContext {
    postgres: TestServer;
    /** A folder with the data of a new Postgres, to be copied. */
    pristine: string;
  }
}

/** As many files run at a time as there are processors, each with some gateways. */
const settings = { max_connections: String(200 + 50 * availableParallelism()) };

/** One Postgres for the run, with the demo databases but where faults are tested; answers how to end it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "sluice-test-"));
  const dismissGuard = guard(directory);
  const pristine = `${directory}.pristine`;
  const remove = async () => {
    for (const each of [directory, pristine]) await rm(each, { recursive: true, force: true });
    dismissGuard();
  };
  const server = await startPostgres({ directory, settings }).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const end = async () => {
    await server.stop();
    await remove();
  };

  try {
    if (project.name === "faults") {
      for (const line of describeSkipped(rows)) console.warn(line);
    } else {
      buildDashboard();
      await fillDemo(server);
      await makeTemplates(server.url("postgres"));
    }
    await (await startPostgres({ directory: pristine })).stop();
  } catch (error) {
    await end();
    throw error;
  }
  const { host, port, user, password, pid } = server;
  project.provide("postgres", { host, port, user, password, pid });
  project.provide("pristine", pristine);
  return end;
}

/**
 * A run that is broken off (Ctrl-C, a time limit, a crash) never comes to its end, and its server would live on. This
 * process notices by its standard input, which the system closes however the run ended.
 */
function guard(directory: string): () => void {
  const script = `
    const [, directory] = process.argv;
    process.stdin.resume().once("close", () => {
      try {
        process.kill(Number.parseInt(fs.readFileSync(directory + "/data/postmaster.pid", "utf8"), 10), "SIGQUIT");
      } catch {}
      // Again and again, because Postgres itself still writes and removes files while it ends.
      for (const each of [directory, directory + ".pristine"])
        fs.rm(each, { recursive: true, force: true, maxRetries: 30 }, () => {});
    });`;
  const child = spawn(process.execPath, ["-e", script, directory], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.unref();
  return () => child.stdin.end();
}

/** A database can only be copied while nobody is connected to it, and the demo's own have gateways on them. */
async function makeTemplates(url: string): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  for (const name of demoDatabases) {
    await admin.query(`create database ${name}_template template ${name} strategy file_copy allow_connections false`);
  }
  await admin.end();
}
