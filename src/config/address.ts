import type { z } from "zod";
import type { Raw } from "./raw.ts";
import type { databaseSchema } from "./schema.ts";
import type { ConnectionSettings, PasswordSource } from "./settings.ts";
import { hasPassword, withUrlParts } from "./url.ts";

/** The keys that say where a database is and who asks; a URL from a later source replaces them all. */
export const addressKeys = [
  "url",
  "host",
  "port",
  "database",
  "user",
  "password",
  "passwordFile",
  "sslmode",
  "sslrootcert",
  "sslcert",
  "sslkey",
] as const;

const tlsKeys = ["sslmode", "sslrootcert", "sslcert", "sslkey"] as const;

/** True where there is enough to find a database by. A user and a password alone find none. */
export function hasAddress(raw: Raw): boolean {
  return raw.url !== undefined || raw.host !== undefined || raw.database !== undefined;
}

/** Parts of one source that contradict each other; whichever won, somebody would be surprised. */
export function contradictions(raw: Raw): readonly { readonly key: string; readonly message: string }[] {
  const given = (key: string) => raw[key] !== undefined;
  const found: { key: string; message: string }[] = [];
  if (given("url")) {
    for (const key of ["host", "port", "database", "user", ...tlsKeys].filter(given)) {
      found.push({ key, message: 'must not stand beside "url", which says it too' });
    }
    const twice = typeof raw.url === "string" && hasPassword(raw.url);
    for (const key of ["password", "passwordFile"].filter((each) => twice && given(each))) {
      found.push({ key, message: 'must not stand beside a "url" that holds a password' });
    }
  }
  if (given("password") && given("passwordFile")) {
    found.push({ key: "passwordFile", message: 'must not stand beside "password"' });
  }
  return found;
}

/** The address as `pg` takes it. Parts beside a URL come from a later source, so they replace the URL's own. */
export function connectionOf(
  database: z.output<typeof databaseSchema>,
  password: string | PasswordSource | undefined,
): ConnectionSettings {
  const { url, host, port, user, database: base } = database;
  if (url !== undefined) {
    const parts = { host, port, user, database: base };
    if (typeof password !== "function") return { url: withUrlParts(url, { ...parts, password }) };
    return { url: withUrlParts(url, parts), password };
  }
  const tls = tlsKeys.flatMap((key) => (database[key] === undefined ? [] : [[key, database[key]] as const]));
  return {
    ...Object.fromEntries(tls),
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(base === undefined ? {} : { database: base }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
  };
}
