import type { Statement } from "./statement.ts";

/** Clients choose texts and names, and memory is not theirs: what is longer is known by its beginning. */
const longest = { text: 10_000, name: 100 };

/** Somebody's own SQL may hold anything: a password, a value of a row. */
const written = "(SQL of an operator)";

/** The text by which operators know a statement: never a value. */
export function labelOf({ text, effects }: Pick<Statement, "text" | "effects">): string {
  if (effects === "unknown") return written;
  return text.length <= longest.text ? text : `${text.slice(0, longest.text)}…`;
}

/** The name by which operators know an operation. */
export function shortName(name: string): string {
  return name.slice(0, longest.name);
}
