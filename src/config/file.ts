import { existsSync, readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Problem } from "../lib/index.ts";
import { reasonOf } from "./password.ts";
import { redact } from "./url.ts";

const endings = [".ts", ".mts", ".mjs", ".js", ".json"];

/** What a configuration file exports, not yet checked; or why it cannot be used. */
export type ConfigFile = { readonly config: unknown } | { readonly problem: Problem };

/** The file that was asked for, or else `sluice.config.*` in `cwd`; undefined where there is none. */
export async function readConfigFile(asked: string | undefined, cwd: string): Promise<ConfigFile | undefined> {
  const found = asked === undefined ? endings.map((ending) => `sluice.config${ending}`) : [asked];
  const [name, ...others] = found.filter((each) => existsSync(resolve(cwd, each)));
  if (name === undefined) {
    return asked === undefined ? undefined : unusable("--config", `there is no file ${JSON.stringify(asked)}`);
  }
  if (others.length > 0) {
    return unusable(name, `must be the only one, but ${others.join(", ")} exists too; --config FILE chooses`);
  }
  if (!endings.includes(extname(name))) {
    return unusable("--config", `must end in ${endings.join(", ")}, received ${JSON.stringify(name)}`);
  }
  const path = resolve(cwd, name);
  return extname(name) === ".json" ? readJson(path, name) : await runModule(path, name);
}

function readJson(path: string, name: string): ConfigFile {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    return unusable(name, `cannot be read (${reasonOf(error)})`);
  }
  try {
    return exported(JSON.parse(text), name, "must hold an object");
  } catch (error) {
    // The message quotes the text around the mistake, and a password may stand there.
    const place = /line \d+ column \d+/.exec(error instanceof Error ? error.message : "")?.[0];
    return unusable(name, `is not valid JSON${place ? ` (${place})` : ""}`);
  }
}

async function runModule(path: string, name: string): Promise<ConfigFile> {
  try {
    const module: { readonly default?: unknown } = await import(pathToFileURL(path).href);
    const config = typeof module.default === "function" ? await module.default() : await module.default;
    return exported(config, name, "must have an object as its default export: export default { databases: { … } }");
  } catch (error) {
    // One line: a syntax error may quote the code below it, with whatever stands there.
    const [message = ""] = redact(error instanceof Error ? error.message : String(error)).split("\n");
    return unusable(placeOf(error, path, name), message);
  }
}

function exported(config: unknown, name: string, rule: string): ConfigFile {
  const isObject = typeof config === "object" && config !== null && !Array.isArray(config);
  return isObject ? { config } : unusable(name, rule);
}

/** `sluice.config.ts:12` where the stack tells the line, which the message of a syntax error does not. */
function placeOf(error: unknown, path: string, name: string): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const at = stack.indexOf(`${path}:`);
  const line = at < 0 ? undefined : /^\d+/.exec(stack.slice(at + path.length + 1))?.[0];
  return line === undefined ? name : `${name}:${line}`;
}

const unusable = (path: string, message: string): ConfigFile => ({ problem: { path, message } });
