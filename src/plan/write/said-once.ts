import { decimalOf, SluiceError } from "../../lib/index.ts";
import type { GivenColumn } from "./columns-given.ts";

/**
 * The columns that a client gives of a row and those that its relations give. Two relations may share a column, as where
 * every key begins with a tenant: then they have to agree.
 *
 * @throws SluiceError BAD_USER_INPUT where a column is given by itself and by a relation, now, or where two relations
 * disagree, when the statement is sent.
 */
export function saidOnce<Given extends GivenColumn>(
  own: readonly Given[],
  related: readonly Given[],
  path: string,
): readonly Given[] {
  const byName = new Map(own.map((given) => [given.column.name, given]));
  const merged = new Map<string, Given>();
  for (const given of related) {
    const { name, field } = given.column;
    if (byName.has(name)) {
      const message = `${path} says twice what ${field} is: by itself, and by a relation. Say it once.`;
      throw new SluiceError("BAD_USER_INPUT", message);
    }
    const other = merged.get(name);
    merged.set(name, other ? agreeing(other, given, path) : given);
  }
  return [...own, ...merged.values()];
}

function agreeing<Given extends GivenColumn>(first: Given, second: Given, path: string): Given {
  const print: Given["print"] = (scope, spend) => {
    const value = first.print(scope, spend);
    if (isSame(value, second.print(scope, spend))) return value;
    const message = `${path} is related to two rows that differ in what ${first.column.field} would be. Relate it to rows that belong together.`;
    throw new SluiceError("BAD_USER_INPUT", message);
  };
  return { ...first, print };
}

/** Numbers of two types may be printed with more or fewer zeros. */
function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [one, other].map((json) => decimalOf(json.replaceAll('"', "")));
  return a !== undefined && a === b;
}
