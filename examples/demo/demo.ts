import { fileURLToPath } from "node:url";
import type { SluiceConfig } from "sluice";
import type { Demo } from "../../src/cli/index.ts";
import { demoDatabases } from "./databases.ts";
import { fillDemo } from "./fill.ts";
import { startPostgres } from "./postgres.ts";
import config from "./sluice.config.ts";

/** Where the demo keeps its Postgres: in the repository, so that a second start finds the databases filled. */
const directory = fileURLToPath(new URL("../../.sluice", import.meta.url));

/** Starts Postgres, fills the databases once, and says so line by line. */
export async function startDemo(say: (line: string) => void): Promise<Demo> {
  say("Starting Postgres …");
  const server = await startPostgres({ directory });
  try {
    await fillDemo(server, {
      onProgress: ({ database, file, done, of }) => say(`Filling ${database}: ${done} of ${of} (${file})`),
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { config: located(config, server.url), stop: server.stop };
}

function located(demo: SluiceConfig, url: (database: string) => string): SluiceConfig {
  return { ...demo, databases: Object.fromEntries(demoDatabases.map((name) => [name, { url: url(name) }])) };
}
