import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { shown } from "./problems.ts";
import type { Raw } from "./raw.ts";
import type { PasswordSource } from "./settings.ts";

const reasons = new Map([
  ["ENOENT", "there is no such file"],
  ["EACCES", "permission denied"],
  ["EISDIR", "it is a directory"],
]);

/**
 * The password of a database, or what gives it for each connection: a function, or its file where it names one, without
 * the newline at the end. Undefined where there is none, or where `complain` was called with what is wrong with the file.
 */
export function passwordOf(
  raw: Raw,
  cwd: string,
  complain: (message: string) => void,
): string | PasswordSource | undefined {
  const { password, passwordFile: file } = raw;
  if (typeof file !== "string" || file === "") {
    if (isSource(password)) return password;
    return typeof password === "string" ? password : undefined;
  }
  const received = `received ${shown(["passwordFile"], file)}`;
  const path = resolve(cwd, file);
  const read = () => readFileSync(path, "utf8").replace(/\r?\n$/, "");
  try {
    // A file that is replaced later counts from the next connection on.
    if (read() !== "") return read;
    complain(`must hold a password but is empty, ${received}`);
  } catch (error) {
    complain(`cannot be read (${reasonOf(error)}), ${received}`);
  }
  return undefined;
}

function isSource(value: unknown): value is PasswordSource {
  return typeof value === "function";
}

/** Why a file could not be read, in words where there are some. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  return reasons.get(code) ?? code;
}
