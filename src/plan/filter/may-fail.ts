import type { Input } from "../input.ts";

/** Whether Postgres may refuse a filter only once it asks it of a row: a pattern may be none. */
export function mayFail(filter: Input | undefined): boolean {
  switch (filter?.kind) {
    case "list":
      return filter.items.some(mayFail);
    case "object":
      return filter.entries.some(({ field, input }) => {
        const meaning = field.extensions.sluice;
        return (
          (meaning?.kind === "operator" &&
            meaning.operator.argument === "value" &&
            meaning.operator.mayFail === true) ||
          mayFail(input)
        );
      });
    default:
      return false;
  }
}
