import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { findPrograms, type Programs } from "../../examples/demo/postgres/programs.ts";

/** The programs of Postgres, copied for a test to break. */
export interface Installation {
  readonly programs: Programs;
  /** Puts the PL/pgSQL of another version into place, which needs what this server does not have. */
  upgrade(): void;
  /** Puts the one back that fits. */
  restore(): void;
  remove(): void;
}

export async function copyInstallation(): Promise<Installation> {
  const { initdb, postgres } = await findPrograms();
  const original = dirname(dirname(postgres));
  const path = mkdtempSync(join(tmpdir(), "sluice-installation-"));
  execFileSync("cp", ["-a", `${original}/.`, path]);
  chmodSync(path, 0o755);
  const copied = (program: string) => join(path, relative(original, program));
  const library = join(path, "lib", "postgresql", "plpgsql.so");
  const bytes = readFileSync(library);
  // As installers do: sessions that have the old one open keep it.
  const replace = (content: Buffer) => {
    writeFileSync(`${library}.new`, content, { mode: 0o755 });
    renameSync(`${library}.new`, library);
  };
  return {
    programs: { initdb: copied(initdb), postgres: copied(postgres) },
    upgrade: () =>
      replace(Buffer.from(bytes.toString("latin1").replaceAll("SPI_connect_ext\0", "SPI_connect_new\0"), "latin1")),
    restore: () => replace(bytes),
    remove: () => rmSync(path, { recursive: true }),
  };
}
