import type { Statement } from "./statement.ts";

/** Texts are kept for operators, and memory is not: what is longer is known by its beginning. */
const longest = 10_000;

/** Somebody's own SQL may hold anything: a password, a value of a row. */
const written = "(SQL of an operator)";

/** The text by which operators know a statement: never a value. */
export function labelOf({ text, effects }: Pick<Statement, "text" | "effects">): string {
  if (effects === "unknown") return written;
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
