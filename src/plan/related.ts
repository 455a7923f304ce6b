import { type Edge, scalarValue } from "../model/index.ts";
import { type Alias, type Fragment, sql } from "../sql/index.ts";
import { conditionOn } from "./comparison.ts";
import { edgeCondition, from } from "./edge-condition.ts";
import type { Input, InputEntry } from "./input.ts";
import { joined } from "./joined.ts";
import { nullValue } from "./null-value.ts";

/** A filter as a condition on a table; undefined where it filters nothing. */
export type Where = (input: Input, alias: Alias, path: string) => Fragment | undefined;

/** The row that a row refers to is there and fulfils a filter: true or false, never null. */
export function hasRelated(input: Input, edge: Edge, source: Alias, path: string, where: Where): Fragment | undefined {
  const target = sql.alias("t");
  const inner = where(input, target, path);
  return inner && exists(edge, source, target, inner);
}

/** Conditions on the rows of a relation to many: `some`, `none`, `every`, `count`. Each is true or false, never null. */
export function relatedCondition(
  input: Input,
  edge: Edge,
  source: Alias,
  path: string,
  where: Where,
): Fragment | undefined {
  const entries = input.kind === "object" ? input.entries : [];
  return joined(
    entries.map((entry) => testOf(entry, edge, source, `${path}.${entry.name}`, where)),
    sql` and `,
  );
}

function testOf(entry: InputEntry, edge: Edge, source: Alias, path: string, where: Where): Fragment | undefined {
  const meaning = entry.field.extensions.sluice;
  if (meaning?.kind !== "related") throw new Error(`The filter ${path} has no meaning.`);
  const { input } = entry;
  if (input.kind === "null") throw nullValue(path);
  const target = sql.alias("t");
  switch (meaning.test) {
    case "some":
      return exists(edge, source, target, where(input, target, path));
    case "none":
      return sql`not ${exists(edge, source, target, where(input, target, path))}`;
    case "every": {
      const inner = where(input, target, path);
      // A row for which the condition is null does not fulfil it.
      return inner && sql`not ${exists(edge, source, target, sql`(${inner}) is not true`)}`;
    }
    case "count": {
      const count = sql`(select ${sql.own("count")}(*) from ${from(edge.target, target)} where ${edgeCondition(edge, source, target)})`;
      return conditionOn(input, count, scalarValue("pg_catalog", "int4"), path);
    }
  }
}

function exists(edge: Edge, source: Alias, target: Alias, condition: Fragment | undefined): Fragment {
  const also = condition ? sql` and ${condition}` : sql.empty;
  return sql`exists (select from ${from(edge.target, target)} where ${edgeCondition(edge, source, target)}${also})`;
}
