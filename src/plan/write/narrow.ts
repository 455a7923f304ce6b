import { type ValueNode, visit } from "graphql";
import { SluiceError } from "../../lib/index.ts";
import type { Input, Variables } from "../input.ts";
import type { Selected } from "../selection.ts";

/**
 * Refuses a filter of rows to be changed or deleted where some of it filters nothing: most often because a variable was left
 * out, and then every row would be hit.
 *
 * @throws SluiceError BAD_USER_INPUT unless `all` is true.
 */
export function checkNarrow({ inputs, nodes, field }: Selected, variables: Variables): void {
  const all = inputs.get("all");
  if (all?.kind === "leaf" && all.value === true) return;
  const literal = nodes[0]?.arguments?.find(({ name }) => name.value === "where")?.value;
  const missing = literal && missingVariable(literal, variables);
  const place = missing === undefined ? emptyPlace(inputs.get("where"), "where") : undefined;
  if (missing === undefined && place === undefined) return;
  const what = missing === undefined ? `${place} filters nothing` : `where uses $${missing}, which was not given`;
  throw new SluiceError(
    "BAD_USER_INPUT",
    `${what}, and ${field.name} would hit more rows than were meant. Complete the filter, or say all: true.`,
  );
}

function missingVariable(literal: ValueNode, variables: Variables): string | undefined {
  let missing: string | undefined;
  visit(literal, {
    Variable({ name }) {
      if (!Object.hasOwn(variables, name.value)) missing ??= name.value;
    },
  });
  return missing;
}

/** The first place, however deep, where an object or a list of conditions is empty. */
function emptyPlace(input: Input | undefined, path: string): string | undefined {
  switch (input?.kind) {
    case undefined:
      return path;
    case "null":
    case "leaf":
      return undefined;
    case "list":
      // `or: []` and its like match nothing, but `and: []` everything: neither is meant.
      if (input.items.length === 0) return path;
      return firstOf(input.items.map((item, index) => emptyPlace(item, `${path}[${index}]`)));
    case "object":
      if (input.entries.length === 0) return path;
      return firstOf(input.entries.map((entry) => emptyPlace(entry.input, `${path}.${entry.name}`)));
  }
}

const firstOf = (places: readonly (string | undefined)[]): string | undefined =>
  places.find((place) => place !== undefined);
