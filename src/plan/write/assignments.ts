import { SluiceError } from "../../lib/index.ts";
import { type Change, type Column, changes, isDocument, type Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import type { Input } from "../input.ts";
import type { Selected } from "../selection.ts";
import { columnsGiven, type GivenColumn } from "./columns-given.ts";
import { recordField, removedType } from "./record.ts";

/** A column that changes, and how. */
export interface Assignment extends GivenColumn {
  readonly change: Change | "patch";
}

/** What columns are set to, from the fields of a record that begin with the one numbered `first`. */
export function setList(
  table: Table,
  assignments: readonly Assignment[],
  alias: Alias,
  given: Alias,
  first: number,
): readonly Fragment[] {
  const sets = assignments.map((assignment, index) => {
    const { column } = assignment;
    const value = assigned(assignment, sql.column(alias, column.name), recordField(assignment, given, first + index));
    return sql`${sql.identifier(column.name)} = ${value}`;
  });
  const changed = assignments.map(({ column }) => column);
  return [...sets, ...nextVersion(table, alias, changed)];
}

/** A version that is a whole number goes up, unless the client says what it is. Any other is the database's own affair. */
export function nextVersion(table: Table, alias: Alias, changed: readonly Column[]): readonly Fragment[] {
  const { version } = table.rules ?? table;
  if (!version?.write.update || version.type.family !== "integer") return [];
  if (changed.some(({ name }) => name === version.name)) return [];
  const held = sql.column(alias, version.name);
  return [sql`${sql.identifier(version.name)} = ${version.type.compare(held)} + 1`];
}

/**
 * What the arguments of an update change.
 *
 * @throws SluiceError BAD_USER_INPUT where one column is to change in two ways.
 */
export function readAssignments({ inputs }: Selected): readonly Assignment[] {
  const all = (["patch", ...changes] as const).flatMap((change): Assignment[] => {
    const input = inputs.get(change);
    if (!input || input.kind === "null") return [];
    if (change !== "patch") checkPresent(input, change);
    const typeOf = change === "remove" ? ({ type }: Column) => removedType(type) : undefined;
    return columnsGiven(input, change, typeOf).map((given) => ({ ...given, change }));
  });
  const seen = new Map<Column, Assignment>();
  for (const assignment of all) {
    const { column, change } = assignment;
    const other = seen.get(column);
    if (other) {
      const message = `${change}.${column.field} and ${other.change}.${column.field} change one column. Give one of them.`;
      throw new SluiceError("BAD_USER_INPUT", message);
    }
    seen.set(column, assignment);
  }
  return all;
}

/** Null is a value for `patch` only: added to a number it would make null of it. */
function checkPresent(input: Input, change: Change): void {
  const entry = input.kind === "object" ? input.entries.find(({ input: value }) => value.kind === "null") : undefined;
  if (!entry) return;
  const message = `${change}.${entry.name} is null. Leave it out, or make null of the column with patch: {${entry.name}: null}.`;
  throw new SluiceError("BAD_USER_INPUT", message);
}

function assigned({ change, column: { type } }: Assignment, held: Fragment, given: Fragment): Fragment {
  const compared = type.compare(held);
  switch (change) {
    case "patch":
      return given;
    case "increment":
      return sql`${compared} + ${given}`;
    case "append":
      return sql`${compared} || ${given}`;
    case "prepend":
      return sql`${given} || ${compared}`;
    case "merge":
      return sql`coalesce(${compared} || ${given}, ${given}, ${compared})`;
    case "remove":
      return isDocument(type) ? sql`${compared} - ${given}` : without(type.element, compared, given);
  }
}

/** A list without some elements; null stays null, and null elements stay where they are. */
function without(element: Column["type"] | undefined, list: Fragment, removed: Fragment): Fragment {
  const each = sql.alias("e");
  const item = sql.column(each, "item");
  const equal = element?.operator("=") ?? sql`=`;
  return sql`case when ${list} is not null then array(select ${item} from ${sql.own("unnest")}(${list}) with ordinality as ${sql.reference(each)}(item, at) where (${item} ${equal} any(${removed})) is not true order by ${sql.column(each, "at")}) end`;
}
