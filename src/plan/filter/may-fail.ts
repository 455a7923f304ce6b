import type { Operator } from "../../model/index.ts";
import type { Input } from "../input.ts";

/**
 * Whether Postgres may refuse a filter only once it asks it of a row: a pattern may be none, a range end before it begins, and
 * a text be too long to be searched.
 */
export function mayFail(filter: Input | undefined): boolean {
  switch (filter?.kind) {
    case "list":
      return filter.items.some(mayFail);
    case "object":
      return filter.entries.some(({ field, input }) => {
        const meaning = field.extensions.sluice;
        return (meaning?.kind === "operator" && isRefusable(meaning.operator)) || mayFail(input);
      });
    default:
      return false;
  }
}

const isRefusable = (operator: Operator): boolean =>
  operator.argument === "range" || ("mayFail" in operator && operator.mayFail === true);
