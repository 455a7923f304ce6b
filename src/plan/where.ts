import { type Alias, type Fragment, sql } from "../sql/index.ts";
import { columnsCompared } from "./columns-compared.ts";
import { conditionOn } from "./comparison.ts";
import type { Input, InputEntry } from "./input.ts";
import { joined } from "./joined.ts";
import { nullValue } from "./null-value.ts";
import { hasRelated, relatedCondition } from "./related.ts";

/**
 * A filter as a condition on the aliased table; undefined where it filters nothing.
 *
 * @throws SluiceError BAD_USER_INPUT where null stands for a value, or a value cannot be used.
 */
export function whereCondition(input: Input | undefined, alias: Alias): Fragment | undefined {
  return input && whereAt(input, alias, "where");
}

function whereAt(input: Input, alias: Alias, path: string): Fragment | undefined {
  if (input.kind === "null") throw nullValue(path);
  return input.kind === "object" ? allOf(input.entries, alias, path) : undefined;
}

function allOf(entries: readonly InputEntry[], alias: Alias, path: string): Fragment | undefined {
  return joined(
    entries.map((entry) => entryCondition(entry, alias, `${path}.${entry.name}`)),
    sql` and `,
  );
}

function entryCondition(entry: InputEntry, alias: Alias, path: string): Fragment | undefined {
  const meaning = entry.field.extensions.sluice;
  const { input } = entry;
  if (input.kind === "null") throw nullValue(path);
  switch (meaning?.kind) {
    case "and":
      return joined(groups(input, alias, path), sql` and `);
    case "or": {
      const conditions = groups(input, alias, path);
      if (conditions.length === 0) return sql`false`;
      // One branch that filters nothing lets everything through.
      return conditions.includes(undefined) ? undefined : joined(conditions, sql` or `);
    }
    case "not": {
      const inner = whereAt(input, alias, path);
      return inner ? sql`not (${inner})` : sql`false`;
    }
    case "column": {
      const { type, name } = meaning.column;
      return conditionOn(input, type.compare(sql.column(alias, name)), type, path);
    }
    case "compare":
      return columnsCompared(input, meaning.table, alias, path);
    case "relation":
      return meaning.edge.many
        ? relatedCondition(input, meaning.edge, alias, path, whereAt)
        : hasRelated(input, meaning.edge, alias, path, whereAt);
    default:
      throw new Error(`The filter ${path} has no meaning.`);
  }
}

function groups(input: Input, alias: Alias, path: string): (Fragment | undefined)[] {
  const items = input.kind === "list" ? input.items : [];
  return items.map((item, index) => {
    const inner = whereAt(item, alias, `${path}[${index}]`);
    return inner && sql`(${inner})`;
  });
}
