import type { z } from "zod";
import type { Problem } from "../lib/index.ts";
import { hint } from "./nearest.ts";
import { formatPath, type Path, valueAt } from "./path.ts";
import { redactUrl } from "./url.ts";

type Issue = z.core.$ZodIssue;

/** Everything in which a value differs from a schema of this room. `label` says how to call a path. */
export function shapeProblems(
  schema: z.ZodType,
  value: unknown,
  label: (path: Path) => string = formatPath,
): readonly Problem[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  const found = issues.flatMap((issue) => sentences(issue, [], value));
  const problems = found.map(({ path, message }) => ({ path: label(path), message }));
  // A text that is too short does not match its pattern either, and both say the same.
  return [...new Map(problems.map((problem) => [`${problem.path}: ${problem.message}`, problem])).values()];
}

interface Sentence {
  readonly path: Path;
  readonly message: string;
}

function sentences(issue: Issue, above: Path, root: unknown): readonly Sentence[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const known = issue.message.split(" ");
    return issue.keys.map((key) => ({ path: [...path, key], message: `is not a setting; ${hint(key, known)}` }));
  }
  if (issue.code === "invalid_key") return [{ path, message: issue.issues[0]?.message ?? issue.message }];
  if (issue.code === "invalid_union") {
    const meant = issue.errors.find((branch) => !branch.some(isOtherKind));
    if (meant) return meant.flatMap((inner) => sentences(inner, path, root));
  }
  return [{ path, message: `${issue.message}, received ${shown(path, valueAt(root, path))}` }];
}

/** A branch of a union that wants another kind of value altogether: a text where an object was written. */
const isOtherKind = ({ code, path }: Issue): boolean =>
  path.length === 0 && (code === "invalid_type" || code === "invalid_value");

const longest = 60;

/** Keys whose value is never shown. A private key may stand where the public one should. */
const secrets = new Set(["password", "secret", "publicKey", "adminSecret"]);

/** A value as a message may show it: short, on one line, and never a secret. */
export function shown(path: Path, value: unknown): string {
  const key = path.at(-1);
  if (value === undefined) return "nothing";
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof key === "string" && secrets.has(key)) return '"***"';
  if (typeof value !== "string") return String(value);
  // A password ends up in all the wrong places: in a host, in a port, in a whole libpq string.
  const isUrl =
    key === "url" || key === "jwksUrl" || (path.length <= 2 && path[0] === "databases") || /:\/\/|@/.test(value);
  if (isUrl) return JSON.stringify(redactUrl(value));
  if (/pass|pwd|secret|token/i.test(value)) return '"***"';
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
}
