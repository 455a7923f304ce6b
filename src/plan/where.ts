import { SluiceError } from "../lib/index.ts";
import type { ValueType } from "../model/index.ts";
import { type Alias, type Fragment, sql } from "../sql/index.ts";
import { boundList, boundValue } from "./bound.ts";
import type { Input, InputEntry } from "./input.ts";

/**
 * A filter as a condition on the aliased table; undefined where it filters nothing.
 *
 * @throws SluiceError BAD_USER_INPUT where null stands for a value: a comparison with null would match nothing, in silence.
 */
export function whereCondition(input: Input | undefined, alias: Alias): Fragment | undefined {
  return input?.kind === "object" ? allOf(input.entries, alias, "where") : undefined;
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
      const inner = input.kind === "object" ? allOf(input.entries, alias, path) : undefined;
      return inner ? sql`not (${inner})` : sql`false`;
    }
    case "column": {
      const { type } = meaning.column;
      const column = type.compare(sql.column(alias, meaning.column.name));
      const conditions = (input.kind === "object" ? input.entries : []).map((each) =>
        comparison(each, column, type, `${path}.${each.name}`),
      );
      return joined(conditions, sql` and `);
    }
    default:
      throw new Error(`The filter ${path} has no meaning.`);
  }
}

function comparison(entry: InputEntry, column: Fragment, type: ValueType, path: string): Fragment {
  const meaning = entry.field.extensions.sluice;
  const { input } = entry;
  if (meaning?.kind !== "operator") throw new Error(`The operator ${path} has no meaning.`);
  if (input.kind !== "leaf") throw nullValue(path);
  const { operator } = meaning;
  switch (operator.argument) {
    case "flag":
      return operator.sql(column, input.value === true);
    case "value":
      return operator.sql(column, boundValue(input.bind, type, path), type.operator);
    case "list":
      return operator.sql(column, boundList(input.bind, type, path), type.operator);
  }
}

function groups(input: Input, alias: Alias, path: string): (Fragment | undefined)[] {
  const items = input.kind === "list" ? input.items : [];
  return items.map((item, index) => {
    if (item.kind !== "object") throw nullValue(`${path}[${index}]`);
    const inner = allOf(item.entries, alias, `${path}[${index}]`);
    return inner && sql`(${inner})`;
  });
}

function joined(conditions: readonly (Fragment | undefined)[], separator: Fragment): Fragment | undefined {
  const present = conditions.filter((condition) => condition !== undefined);
  if (present.length === 0) return undefined;
  return present.length === 1 ? present[0] : sql`(${sql.join(present, separator)})`;
}

function nullValue(path: string): SluiceError {
  const column = path.slice(0, path.lastIndexOf("."));
  const isOperator = /\.(eq|ne)$/.test(path);
  return new SluiceError(
    "BAD_USER_INPUT",
    isOperator
      ? `${path} is null, and nothing equals null. Use ${column}: {isNull: ${path.endsWith(".eq")}} instead.`
      : `${path} is null. Leave it out to filter nothing.`,
  );
}
