import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { shown } from "./problems.ts";
import type { Raw } from "./raw.ts";

const reasons = new Map([
  ["ENOENT", "there is no such file"],
  ["EACCES", "permission denied"],
  ["EISDIR", "it is a directory"],
]);

/**
 * The password of a database, read from its file where it names one, without the newline at the end. Undefined where
 * there is none, or where `complain` was called with what is wrong with the file.
 */
export function passwordOf(raw: Raw, cwd: string, complain: (message: string) => void): string | undefined {
  const { password, passwordFile: file } = raw;
  if (typeof file !== "string" || file === "") return typeof password === "string" ? password : undefined;
  const received = `received ${shown(["passwordFile"], file)}`;
  try {
    const found = readFileSync(resolve(cwd, file), "utf8").replace(/\r?\n$/, "");
    if (found !== "") return found;
    complain(`must hold a password but is empty, ${received}`);
  } catch (error) {
    complain(`cannot be read (${reasonOf(error)}), ${received}`);
  }
  return undefined;
}

/** Why a file could not be read, in words where there are some. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  return reasons.get(code) ?? code;
}
