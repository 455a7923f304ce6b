import { type Edge, scalarValue } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { from } from "../clauses.ts";
import { edgeCondition } from "../edge-condition.ts";
import type { Input, InputEntry } from "../input.ts";
import { conditionOn } from "./comparison.ts";
import { filteredRows } from "./fence.ts";
import { joined } from "./joined.ts";
import { nullValue } from "./null-value.ts";

/**
 * Where a condition stands. `conjunct`: all above it are joined by `and`, so Postgres can join a relation's rows instead of
 * looking for them row by row. `apart`: below an `or` or a `not`. `within`: apart, inside a relation that is so itself.
 */
export type Place = "conjunct" | "apart" | "within";

/** A filter as a condition on a table; undefined where it filters nothing. */
export type Where = (input: Input, alias: Alias, path: string, place: Place) => Fragment | undefined;

/** The place of what is not joined by `and` to what is around it. */
export const setApart = (place: Place): Place => (place === "conjunct" ? "apart" : place);

/** The place of a relation's own filter. */
const inside = (place: Place): Place => (place === "conjunct" ? "conjunct" : "within");

/** The row that a row refers to is there and fulfils a filter: true or false, never null. */
export function hasRelated(input: Input, relation: Relation, where: Where): Fragment | undefined {
  const target = sql.alias("t");
  const inner = where(input, target, relation.path, inside(relation.place));
  return inner && exists(relation, target, inner, input);
}

/** A relation in a filter, seen from the rows of `source`. */
export interface Relation {
  readonly edge: Edge;
  readonly source: Alias;
  readonly path: string;
  readonly place: Place;
}

/** Conditions on the rows of a relation to many: `some`, `none`, `every`, `count`. Each is true or false, never null. */
export function relatedCondition(input: Input, relation: Relation, where: Where): Fragment | undefined {
  const entries = input.kind === "object" ? input.entries : [];
  return joined(
    entries.map((entry) => testOf(entry, { ...relation, path: `${relation.path}.${entry.name}` }, where)),
    sql` and `,
  );
}

function testOf(entry: InputEntry, relation: Relation, where: Where): Fragment | undefined {
  const { edge, source, path, place } = relation;
  const meaning = entry.field.extensions.sluice;
  if (meaning?.kind !== "related") throw new Error(`The filter ${path} has no meaning.`);
  const { input } = entry;
  if (input.kind === "null") throw nullValue(path);
  const target = sql.alias("t");
  switch (meaning.test) {
    case "some":
      return exists(relation, target, where(input, target, path, inside(place)), input);
    case "none":
      return sql`not ${exists(relation, target, where(input, target, path, inside(place)), input)}`;
    case "every": {
      const inner = where(input, target, path, setApart(inside(place)));
      // A row for which the condition is null does not fulfil it.
      return inner && sql`not ${exists(relation, target, sql`(${inner}) is not true`, input)}`;
    }
    case "count": {
      const count = sql`(select ${sql.own("count")}(*) from ${from(edge.target, target)} where ${edgeCondition(edge, source, target)})`;
      return conditionOn(input, count, scalarValue("pg_catalog", "int4"), path);
    }
  }
}

/**
 * Postgres plans an `exists` that it cannot join in two ways, and so one that stands within another such one four times, and
 * so on. With an offset there is one way.
 */
function exists(
  { edge, source, place }: Relation,
  target: Alias,
  condition: Fragment | undefined,
  filter: Input,
): Fragment {
  const tied = (rows: Alias) => edgeCondition(edge, source, rows);
  const related = filteredRows(edge.target, target, tied, filter);
  const all = [related.condition, condition].filter((each) => each !== undefined);
  const where = all.length > 0 ? sql` where ${sql.join(all, sql` and `)}` : sql.empty;
  const once = place === "within" ? sql` offset 0` : sql.empty;
  return sql`exists (select from ${related.rows}${where}${once})`;
}
