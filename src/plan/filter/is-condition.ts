import type { InputEntry } from "../input.ts";

/** A path and a column that is compared say where to look, and nothing yet of what has to be there. */
export function isCondition({ field }: InputEntry): boolean {
  const meaning = field.extensions.sluice;
  return meaning?.kind !== "path" && !(meaning?.kind === "compared" && meaning.comparator === undefined);
}
