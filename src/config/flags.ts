import type { Problem } from "../lib/index.ts";
import type { Layer } from "./layer.ts";
import { formatPath, quoteKey } from "./path.ts";
import { layerProblems } from "./resolve.ts";

/** Flags of the command that are configuration; texts as they were typed. */
export interface ConfigFlags {
  /** `--config FILE` */
  readonly config?: string;
  /** `--database NAME=URL` or `--database URL`, each. */
  readonly databases?: readonly string[];
  readonly host?: string;
  readonly port?: string;
  /** `--read-only`: every database. */
  readonly readOnly?: boolean;
}

/** The database that a URL without a name belongs to. */
export const mainDatabase = "main";

/** What is wrong with the flags alone, whatever the other sources say. */
export function checkFlags(flags: ConfigFlags): readonly Problem[] {
  return [...repeatedFlags(flags), ...layerProblems(readFlags(flags))];
}

export function readFlags({ databases = [], host, port }: ConfigFlags): Layer {
  const named = databases.map(splitName);
  const labels = new Map([
    ["server.host", "--host"],
    ["server.port", "--port"],
    ...named.map(({ name, label }): [string, string] => [formatPath(["databases", name]), label]),
  ]);
  const server = {
    ...(host === undefined ? {} : { host }),
    // What is no number stays a text, and the check of the shape shows it as it was received.
    ...(port === undefined ? {} : { port: /^\d+$/.test(port) ? Number(port) : port }),
  };
  return { config: { databases: Object.fromEntries(named.map(({ name, url }) => [name, { url }])), server }, labels };
}

interface NamedUrl {
  readonly name: string;
  readonly url: string;
  readonly label: string;
}

/** A URL may hold "=" too, but before its first one there is always a colon. */
function splitName(text: string): NamedUrl {
  const [, name, url] = /^([^=:/@?]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || url === undefined) return { name: mainDatabase, url: text, label: "--database" };
  return { name, url, label: `--database ${/^\w+$/.test(name) ? name : quoteKey(name)}` };
}

export function repeatedFlags({ databases = [] }: ConfigFlags): readonly Problem[] {
  const named = databases.map(splitName);
  const isRepeated = ({ name }: NamedUrl, index: number) => named.findIndex((each) => each.name === name) !== index;
  return named.filter(isRepeated).map(({ label, name }) => ({ path: label, message: `names "${name}" a second time` }));
}

/** True where a URL was given without a name. */
export function hasBareUrl({ databases = [] }: ConfigFlags): boolean {
  return databases.map(splitName).some(({ label }) => label === "--database");
}
