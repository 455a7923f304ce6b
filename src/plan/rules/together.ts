import { anyOf, type InsertGrant, type TableGrant } from "../../model/index.ts";

type Written<Verb extends "insert" | "update" | "delete"> = NonNullable<TableGrant[Verb]>;

// What several inherited rules for one kind of write let a role do: whatever one of them does. Undefined where no one rule says
// that: of two presets for a column there is no right one, and columns and checks go with the rows that they are for.

export function insertTogether(rules: readonly Written<"insert">[]): Written<"insert"> | undefined {
  const same = alike(rules);
  return same && { ...same, check: anyOf(rules.map(({ check }) => check)) };
}

export function updateTogether(rules: readonly Written<"update">[]): Written<"update"> | undefined {
  const same = alike(rules);
  const isUnchecked = rules.every(({ check }) => !check);
  const isOfAll = rules.every(({ filter }) => !filter);
  if (!same || !(isUnchecked || isOfAll)) return undefined;
  return {
    ...same,
    check: anyOf(rules.map(({ check }) => check)),
    filter: anyOf(rules.map(({ filter }) => filter)),
  };
}

export function deleteTogether(rules: readonly Written<"delete">[]): Written<"delete"> | undefined {
  return { filter: anyOf(rules.map(({ filter }) => filter)) };
}

/** What they say of columns, where they say the same and preset nothing. */
function alike([first, ...others]: readonly InsertGrant[]): InsertGrant | undefined {
  if (!first || [first, ...others].some(({ presets }) => presets.length > 0)) return undefined;
  const fits = others.every(
    ({ columns }) => columns.length === first.columns.length && columns.every((each) => first.columns.includes(each)),
  );
  return fits ? first : undefined;
}
