import type { Column, Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { from } from "../clauses.ts";
import { keyPart } from "../nodes.ts";

/**
 * The keys of rows that were written, one list of texts for each.
 *
 * @param most more than that are too many: one more says so.
 */
export function printKeys(key: readonly Column[], rows: Alias, most: number | undefined): Fragment {
  const row = sql.alias("r");
  const texts = key.map((column) => sql`${sql.column(row, column.name)}::${sql.own("text")}`);
  const limit = most === undefined ? sql.empty : sql` limit ${sql.bind(() => most + 1)}`;
  return sql`(select coalesce(${sql.own("json_agg")}(array[${sql.join(texts, sql`, `)}]), '[]'::${sql.own("json")}) from (select * from ${sql.reference(rows)}${limit}) as ${sql.reference(row)})::${sql.own("text")}`;
}

/** The rows with some keys, in the order of the keys, as they are now. */
export function rowsByKeys(table: Table, key: readonly Column[], needed: readonly Column[], rows: Alias): Fragment {
  const alias = sql.alias("t");
  const list = needed.map((column) => sql.column(alias, column.name));
  const keys = sql.alias("k");
  return sql`${sql.reference(rows)} as (
select ${sql.join(list, sql`, `)} from ${keysJoined(key, from(table, alias), alias, keys)}
order by ${sql.column(keys, "at")}
)`;
}

/** Keys that a statement before answered, beside the rows that have them. */
export function keysJoined(key: readonly Column[], table: Fragment, alias: Alias, keys = sql.alias("k")): Fragment {
  const parts = key.map((column, index) =>
    keyPart(
      column,
      sql.bind((scope) => scope.keys[index]),
    ),
  );
  const names = parts.map((_, index) => `k${index + 1}`);
  const conditions = parts.map(({ column, read = (value: Fragment) => value }, index) => {
    const value = read(sql.column(keys, names[index] ?? ""));
    return sql`${column.type.compare(sql.column(alias, column.name))} ${column.type.operator("=")} ${value}`;
  });
  const arrays = parts.map(({ array }) => array);
  const columns = [...names, "at"].map((name) => sql.identifier(name));
  return sql`${sql.own("unnest")}(${sql.join(arrays, sql`, `)}) with ordinality as ${sql.reference(keys)}(${sql.join(columns, sql`, `)})
join ${table} on ${sql.join(conditions, sql` and `)}`;
}
