import { longestRole } from "../config/index.ts";
import { forbidden, unauthenticated } from "./refusals.ts";

/** What a request says about who asks, not yet believed. */
export interface Credentials {
  /** `Bearer …`, or another scheme. */
  readonly authorization: string | undefined;
  readonly adminSecret: string | undefined;
  /** The role that is asked for. */
  readonly role: string | undefined;
}

const names = { authorization: "authorization", adminSecret: "x-sluice-admin-secret", role: "x-sluice-role" } as const;

const known: ReadonlySet<string> = new Set(Object.values(names));

/** A header as a whole has less room in Node; a WebSocket's message has more. */
const longest = 16_384;

/**
 * Takes the credentials out of the headers, and out of what a WebSocket client sent with `connection_init`, under the same
 * names in any case. Where both have one it must be the same.
 *
 * @throws AccessError for what no client sends that means well.
 */
export function readCredentials(
  headers: Headers,
  connectionParams: Readonly<Record<string, unknown>> | undefined,
): Credentials {
  const sent = connectionParams && lowerCase(connectionParams);
  const read = (name: string): string | undefined => {
    const header = headers.get(name) ?? undefined;
    const parameter = sent?.get(name);
    if (parameter === undefined || parameter === header) return header;
    if (typeof parameter !== "string") throw unauthenticated(`${name} must be a text.`);
    if (header !== undefined) throw twice(name);
    return parameter.trim();
  };
  const authorization = read(names.authorization);
  const adminSecret = read(names.adminSecret);
  const role = read(names.role);
  for (const value of [authorization, adminSecret]) {
    if (value !== undefined && value.length > longest) throw unauthenticated("The credentials are too long.");
  }
  // Several headers of one name are one with commas.
  if (role !== undefined && (role.length > longestRole || role.includes(","))) {
    throw forbidden(`${names.role} must be the name of one role.`);
  }
  return { authorization, adminSecret, role };
}

function lowerCase(parameters: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(parameters)) {
    const name = key.toLowerCase();
    if (value === undefined || value === null || !known.has(name)) continue;
    if (found.has(name)) throw twice(name);
    found.set(name, value);
  }
  return found;
}

function twice(name: string) {
  return unauthenticated(`${name} was sent twice.`);
}
