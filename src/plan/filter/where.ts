import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import type { Input, InputEntry } from "../input.ts";
import { columnsCompared } from "./columns-compared.ts";
import { conditionOn } from "./comparison.ts";
import { joined } from "./joined.ts";
import { nullValue } from "./null-value.ts";
import { hasRelated, type Place, relatedCondition, setApart } from "./related.ts";

/**
 * A filter as a condition on the aliased table; undefined where it filters nothing.
 *
 * @throws SluiceError BAD_USER_INPUT where null stands for a value, or a value cannot be used.
 */
export function whereCondition(input: Input | undefined, alias: Alias): Fragment | undefined {
  return input && whereAt(input, alias, "where", "conjunct");
}

function whereAt(input: Input, alias: Alias, path: string, place: Place): Fragment | undefined {
  if (input.kind === "null") throw nullValue(path);
  return input.kind === "object" ? allOf(input.entries, alias, path, place) : undefined;
}

function allOf(entries: readonly InputEntry[], alias: Alias, path: string, place: Place): Fragment | undefined {
  return joined(
    entries.map((entry) => entryCondition(entry, alias, `${path}.${entry.name}`, place)),
    sql` and `,
  );
}

function entryCondition(entry: InputEntry, alias: Alias, path: string, place: Place): Fragment | undefined {
  const meaning = entry.field.extensions.sluice;
  const { input } = entry;
  if (input.kind === "null") throw nullValue(path);
  switch (meaning?.kind) {
    case "and":
      return joined(groups(input, alias, path, place), sql` and `);
    case "or": {
      const conditions = groups(input, alias, path, setApart(place));
      if (conditions.length === 0) return sql`false`;
      // One branch that filters nothing lets everything through.
      return conditions.includes(undefined) ? undefined : joined(conditions, sql` or `);
    }
    case "not": {
      // Nothing but one relation that is not there is joined, too.
      const isOne = input.kind === "object" && input.entries.length === 1;
      const inner = whereAt(input, alias, path, isOne ? place : setApart(place));
      return inner ? sql`not (${inner})` : sql`false`;
    }
    case "column": {
      const { type, name } = meaning.column;
      return conditionOn(input, type.compare(sql.column(alias, name)), type, path);
    }
    case "compare":
      return columnsCompared(input, meaning.table, alias, path);
    case "relation": {
      const relation = { edge: meaning.edge, source: alias, path, place };
      return meaning.edge.many ? relatedCondition(input, relation, whereAt) : hasRelated(input, relation, whereAt);
    }
    default:
      throw new Error(`The filter ${path} has no meaning.`);
  }
}

function groups(input: Input, alias: Alias, path: string, place: Place): (Fragment | undefined)[] {
  const items = input.kind === "list" ? input.items : [];
  return items.map((item, index) => {
    const inner = whereAt(item, alias, `${path}[${index}]`, place);
    return inner && sql`(${inner})`;
  });
}
