import { fileURLToPath } from "node:url";
import type { Demo } from "../../src/cli/index.ts";
import { fillDemo } from "./fill.ts";
import { located } from "./located.ts";
import { startPostgres } from "./postgres/index.ts";
import config from "./sluice.config.ts";

/** Where the demo keeps its Postgres: in the repository, so that a second start finds the databases filled. */
const home = fileURLToPath(new URL("../../.sluice", import.meta.url));

export interface DemoOptions {
  /** Each step, as a line. */
  readonly say: (line: string) => void;
  /** Gives up the filling; the next start begins it again. */
  readonly signal: AbortSignal;
  readonly directory?: string;
}

/** Starts Postgres, fills the databases once, and says so line by line. */
export async function startDemo({ say, signal, directory = home }: DemoOptions): Promise<Demo> {
  say("Starting Postgres …");
  const server = await startPostgres({ directory });
  // A server that stops ends the filling, whichever statement it is at.
  const giveUp = () => void server.stop();
  signal.addEventListener("abort", giveUp, { once: true });
  if (signal.aborted) giveUp();
  try {
    await fillDemo(server, {
      onProgress: ({ database, file, done, of }) => say(`Filling ${database}: ${done} of ${of} (${file})`),
    });
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
  return { config: located(config, (name) => ({ url: server.url(name) })), stop: server.stop };
}
