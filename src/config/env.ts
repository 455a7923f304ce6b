import type { Problem } from "../lib/index.ts";
import { asBoolean, asList, asNumber, asText } from "./env-values.ts";
import type { Layer } from "./layer.ts";
import { hint } from "./nearest.ts";
import { formatPath, type Path } from "./path.ts";

export type Env = Record<string, string | undefined>;

interface Variable {
  /** Where the value goes, below the database. */
  readonly path: Path;
  readonly read: (text: string) => unknown;
}

const variables: ReadonlyMap<string, Variable> = new Map([
  ["URL", { path: ["url"], read: asText }],
  ["HOST", { path: ["host"], read: asText }],
  ["PORT", { path: ["port"], read: asNumber }],
  ["DATABASE", { path: ["database"], read: asText }],
  ["USER", { path: ["user"], read: asText }],
  ["PASSWORD", { path: ["password"], read: asText }],
  ["PASSWORD_FILE", { path: ["passwordFile"], read: asText }],
  ["SSLMODE", { path: ["sslmode"], read: asText }],
  ["SSLROOTCERT", { path: ["sslrootcert"], read: asText }],
  ["SSLCERT", { path: ["sslcert"], read: asText }],
  ["SSLKEY", { path: ["sslkey"], read: asText }],
  ["SIZE", { path: ["pool", "size"], read: asNumber }],
  ["OVERFLOW", { path: ["pool", "overflow"], read: asNumber }],
  ["READ_ONLY", { path: ["readOnly"], read: asBoolean }],
  ["PREFIX", { path: ["prefix"], read: asText }],
  ["SCHEMAS", { path: ["schemas"], read: asList }],
]);

const start = "SLUICE_DB__";

/**
 * The databases of `SLUICE_DB__<NAME>__<SETTING>`. A name is the known one that differs in case only, or else in lower
 * case. An empty variable counts as absent, but an empty `PREFIX` is a prefix.
 */
export function readEnv(
  env: Env,
  known: Iterable<string>,
): { readonly layer: Layer; readonly problems: readonly Problem[] } {
  const names = new Map([...known].map((name) => [name.toLowerCase(), name]));
  const databases = new Map<string, Map<string, unknown>>();
  const labels = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [key, text] of Object.entries(env)) {
    if (!key.startsWith(start) || text === undefined) continue;
    const cut = key.lastIndexOf("__");
    const setting = key.slice(cut + 2);
    const variable = variables.get(setting);
    if (cut < start.length || !variable) {
      const settings = [...variables.keys()];
      const message = cut < start.length ? `must be ${start}<NAME>__<SETTING>` : `is not a setting: "${setting}"`;
      problems.push({ path: key, message: `${message}; ${hint(setting, settings)}` });
      continue;
    }
    if (text === "" && setting !== "PREFIX") continue;
    const lower = key.slice(start.length, cut).toLowerCase();
    const name = names.get(lower) ?? lower;
    const database = databases.get(name) ?? new Map<string, unknown>();
    databases.set(name, database);
    write(database, variable.path, variable.read(text));
    labels.set(formatPath(["databases", name, ...variable.path]), key);
    // The last of several is as good as any to say where a bad name comes from.
    if (!/^[a-z]\w*$/.test(lower)) labels.set(formatPath(["databases", name]), key);
  }
  return { layer: { config: { databases: plain(databases) }, labels }, problems };
}

function write(target: Map<string, unknown>, [key, ...rest]: Path, value: unknown): void {
  const inner = target.get(String(key));
  if (rest.length === 0) return void target.set(String(key), value);
  const group = inner instanceof Map ? inner : new Map<string, unknown>();
  target.set(String(key), group);
  write(group, rest, value);
}

/** Maps all the way down, as objects. */
function plain(value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)])) : value;
}
