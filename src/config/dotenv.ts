import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { Problem } from "../lib/index.ts";
import type { Env } from "./env.ts";
import { reasonOf } from "./password.ts";

/**
 * Adds what `.env` in `cwd` says to `env`, which wins. `env` itself is completed, because a configuration file reads
 * `process.env`.
 */
export function addDotenv(env: Env, cwd: string): readonly Problem[] {
  let text: string;
  try {
    text = readFileSync(join(cwd, ".env"), "utf8");
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    return isAbsent ? [] : [{ path: ".env", message: `cannot be read (${reasonOf(error)})` }];
  }
  for (const [key, value] of Object.entries(parseEnv(text))) env[key] ??= value;
  return [];
}
