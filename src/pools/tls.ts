import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";

/** TLS as libpq names it (manual, section 32.19); the last three are files. */
export interface TlsSettings {
  readonly sslmode?: string | undefined;
  readonly sslrootcert?: string | undefined;
  readonly sslcert?: string | undefined;
  readonly sslkey?: string | undefined;
}

const modes = ["disable", "allow", "prefer", "require", "no-verify", "verify-ca", "verify-full"];

/**
 * What a mode asks of TLS; false for none.
 *
 * - `disable`, and no mode at all: no TLS.
 * - `require`: encrypted, whoever is at the other end. With a root certificate it is `verify-ca`, as in libpq. `allow` and
 *   `prefer` are taken for it, too: there is no way back to a connection that everybody can read.
 * - `verify-ca`: and the certificate leads to the root certificate.
 * - `verify-full`: and it is that of the host; without a root certificate those of the system count.
 *
 * Throws an `Error` for a mode that does not exist, and where a file cannot be read.
 */
export function readTls({ sslmode, sslrootcert, sslcert, sslkey }: TlsSettings): false | ConnectionOptions {
  if (sslmode !== undefined && !modes.includes(sslmode)) {
    throw new Error(`sslmode is one of ${modes.join(", ")}, not "${sslmode}"`);
  }
  const files = [sslrootcert, sslcert, sslkey].some((file) => file !== undefined);
  if (sslmode === "disable" || (sslmode === undefined && !files)) return false;
  const hasRoot = sslrootcert !== undefined && sslrootcert !== "system";
  if (sslmode === "verify-ca" && !hasRoot) {
    throw new Error("sslmode=verify-ca needs the certificate to trust: name its file with sslrootcert");
  }
  // Files without a mode are there for a reason.
  const mode = sslmode ?? (hasRoot ? "verify-full" : "require");
  const isFull = mode === "verify-full" || sslrootcert === "system";
  return {
    ...(hasRoot && { ca: read("sslrootcert", sslrootcert) }),
    ...(sslcert !== undefined && { cert: read("sslcert", sslcert) }),
    ...(sslkey !== undefined && { key: read("sslkey", sslkey) }),
    ...(!isFull &&
      (hasRoot && mode !== "no-verify" ? { checkServerIdentity: () => undefined } : { rejectUnauthorized: false })),
  };
}

function read(name: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new Error(`${name}: ${file} cannot be read (${code})`);
  }
}
