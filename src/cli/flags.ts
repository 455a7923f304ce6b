import { parseArgs } from "node:util";
import { type ConfigFlags, checkFlags, hint } from "../config/index.ts";
import type { Problem } from "../lib/index.ts";

/** What the command line asks for. */
export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "serve"; readonly flags: ConfigFlags; readonly insecure: boolean }
  | { readonly kind: "inspect"; readonly flags: ConfigFlags; readonly json: boolean }
  | { readonly kind: "types"; readonly flags: ConfigFlags; readonly output: string; readonly check: boolean }
  | { readonly kind: "wrong"; readonly problems: readonly Problem[] };

const options = {
  config: { type: "string" },
  database: { type: "string", multiple: true },
  host: { type: "string" },
  port: { type: "string" },
  "read-only": { type: "boolean" },
  insecure: { type: "boolean" },
  json: { type: "boolean" },
  output: { type: "string" },
  check: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

type Flag = keyof typeof options;

/** What else than serving the command does. */
const verbs = ["inspect", "types"] as const;

/** The flags that only one of them takes. */
const ofVerb = { json: "inspect", output: "types", check: "types" } as const;

const known = Object.keys(options).map((name) => `--${name}`);

/** Reads the arguments after the command's name. Their values are checked too. */
export function parseFlags(argv: readonly string[]): Command {
  // Not `strict`: that throws at the first mistake, and quotes an argument that may be a URL with its password.
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const problems = tokens.flatMap((token, index) => tokenProblems(token, tokens.slice(0, index)));
  if (problems.length > 0) return { kind: "wrong", problems };
  if (values.help) return { kind: "help" };
  if (values.version) return { kind: "version" };
  const verb = verbs.find((each) => each === positionals[0]);
  const misplaced = Object.entries(ofVerb).find(([flag, owner]) => Object.hasOwn(values, flag) && verb !== owner);
  if (misplaced) return { kind: "wrong", problems: [{ path: `--${misplaced[0]}`, message: `is for ${misplaced[1]}` }] };
  const { config, host, port, database, output } = values;
  const flags: ConfigFlags = {
    ...(typeof config === "string" ? { config } : {}),
    ...(typeof host === "string" ? { host } : {}),
    ...(typeof port === "string" ? { port } : {}),
    databases: (database ?? []).filter((each) => typeof each === "string"),
    readOnly: values["read-only"] === true,
  };
  const wrong = checkFlags(flags);
  if (wrong.length > 0) return { kind: "wrong", problems: wrong };
  switch (verb) {
    case "inspect":
      return { kind: "inspect", flags, json: values.json === true };
    case "types": {
      const file = typeof output === "string" ? output : "sluice-types.ts";
      return { kind: "types", flags, output: file, check: values.check === true };
    }
    case undefined:
      return { kind: "serve", flags, insecure: values.insecure === true };
  }
}

type Token = NonNullable<ReturnType<typeof parseArgs>["tokens"]>[number];

function tokenProblems(token: Token, before: readonly Token[]): readonly Problem[] {
  if (token.kind === "option-terminator") return [];
  const last = before.at(-1);
  if (token.kind === "positional") {
    // The value of an unknown flag; the flag has its complaint.
    if (last?.kind === "option" && !isFlag(last.name)) return [];
    const isFirst = !before.some((each) => each.kind === "positional");
    if (isFirst && verbs.some((verb) => verb === token.value)) return [];
    return [{ path: "an argument without a flag", message: "has no meaning here; a database is --database NAME=URL" }];
  }
  const { name, rawName, value, inlineValue } = token;
  const problem = (message: string): readonly Problem[] => [{ path: rawName, message }];
  // `-pSECRET` is a flag for each letter; one complaint is enough, and does not spell it out.
  if (last?.kind === "option" && last.index === token.index && !isFlag(last.name)) return [];
  if (!isFlag(name)) return problem(`is not a flag; ${hint(rawName, known)}`);
  if (options[name].type === "boolean") return value === undefined ? [] : problem("takes no value");
  if (value === undefined || value === "" || (!inlineValue && value.startsWith("-"))) return problem("needs a value");
  const isRepeated = before.some((each) => each.kind === "option" && each.name === name);
  return isRepeated && name !== "database" ? problem("may be given once") : [];
}

function isFlag(name: string): name is Flag {
  return Object.hasOwn(options, name);
}
