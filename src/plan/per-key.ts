import type { Column } from "../model/index.ts";
import { type Fragment, sql } from "../sql/index.ts";
import type { ConditionOn } from "./rows-scope.ts";

/** A column of a table that has to be equal to a part of each key. */
export interface KeyPart {
  readonly column: Column;
  /** The part in all keys: an array of as many values as there are keys. */
  readonly array: Fragment;
  /** One value of it, where an array cannot hold it as what it is. */
  readonly read?: (value: Fragment) => Fragment;
}

/** One answer per key, in the order of the keys, as one JSON array. */
export function perKey(parts: readonly KeyPart[], answer: (condition: ConditionOn) => Fragment): Fragment {
  const keys = sql.alias("k");
  const names = parts.map((_, index) => `k${index + 1}`);
  const condition: ConditionOn = (alias) =>
    sql.join(
      parts.map(({ column, read = (value) => value }, index) => {
        const value = read(sql.column(keys, names[index] ?? ""));
        return sql`${column.type.compare(sql.column(alias, column.name))} ${column.type.operator("=")} ${value}`;
      }),
      sql` and `,
    );
  const arrays = sql.join(
    parts.map(({ array }) => array),
    sql`, `,
  );
  const columns = sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );
  return sql`select coalesce(${sql.own("json_agg")}((${answer(condition)})), '[]'::${sql.own("json")})::${sql.own("text")} from ${sql.own("unnest")}(${arrays}) as ${sql.reference(keys)}(${columns})`;
}
