import type { Column } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";

/** Gives the columns back of which the answer is made; a row without any is a row all the same. */
export function returning(columns: readonly Column[], alias: Alias): Fragment {
  const list = columns.map((column) => sql.column(alias, column.name));
  return sql`\nreturning ${list.length === 0 ? sql`1` : sql.join(list, sql`, `)}`;
}
