import { addressKeys, hasAddress } from "./address.ts";
import { formatPath, type Path } from "./path.ts";
import { type Raw, record } from "./raw.ts";

/** What one source says, in the form of a configuration and not yet checked. */
export interface Layer {
  readonly config: unknown;
  /** How the source itself calls a value, by path: `databases.shop.pool.size` -> `SLUICE_DB__SHOP__SIZE`. */
  readonly labels: ReadonlyMap<string, string>;
}

/** The layer's own word for a path or for what holds it, or undefined. */
export function labelOf(layer: Layer, path: Path): string | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const label = layer.labels.get(formatPath(path.slice(0, length)));
    if (label !== undefined) return label;
  }
  return undefined;
}

/** The databases of a configuration by name, a URL as `{ url }`. */
export function databasesOf(config: unknown): ReadonlyMap<string, Raw> {
  const entries = Object.entries(record(record(config).databases));
  return new Map(entries.map(([name, value]) => [name, typeof value === "string" ? { url: value } : record(value)]));
}

/** True where the configuration says how to find that database, or any. */
export function namesDatabase(config: unknown, name?: string): boolean {
  return [...databasesOf(config)].some(([key, raw]) => (name === undefined || key === name) && hasAddress(raw));
}

/** One configuration over another: the higher wins key by key, and a list or a URL as a whole. */
export function mergeConfigs(lower: unknown, higher: unknown): Raw {
  const databases = new Map(databasesOf(lower));
  for (const [name, raw] of databasesOf(higher)) databases.set(name, mergeDatabase(databases.get(name) ?? {}, raw));
  return {
    ...over(lower, higher),
    databases: Object.fromEntries(databases),
    ...mergeAuth(record(lower).auth, record(higher).auth),
    server: over(record(lower).server, record(higher).server),
    limits: over(record(lower).limits, record(higher).limits),
  };
}

function mergeDatabase(lower: Raw, higher: Raw): Raw {
  const replaced = new Set<string>(higher.url === undefined ? [] : addressKeys);
  // A password of a later source must not meet a password file of an earlier one.
  if (higher.password !== undefined) replaced.add("passwordFile");
  if (higher.passwordFile !== undefined) replaced.add("password");
  const kept = Object.fromEntries(Object.entries(lower).filter(([key]) => !replaced.has(key)));
  return { ...over(kept, higher), pool: over(lower.pool, higher.pool) };
}

/** Absent where neither says anything. What tokens are verified with replaces what an earlier source says of that. */
function mergeAuth(lower: unknown, higher: unknown): Raw {
  if (lower === undefined || higher === undefined) return { auth: higher ?? lower };
  const [below, above] = [record(record(lower).jwt), record(record(higher).jwt)];
  const isReplaced = verifiers.some((key) => above[key] !== undefined);
  const kept = Object.entries(below).filter(([key]) => !isReplaced || !verifiers.includes(key));
  const jwt = over(Object.fromEntries(kept), above);
  return { auth: { ...over(lower, higher), ...(Object.keys(jwt).length > 0 && { jwt }) } };
}

const verifiers = ["jwksUrl", "secret", "publicKey"];

function over(lower: unknown, higher: unknown): Raw {
  const given = Object.entries(record(higher)).filter(([, value]) => value !== undefined);
  return { ...record(lower), ...Object.fromEntries(given) };
}
