import type { Column, Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";

/**
 * Gives the columns back of which the answer is made, and never none: without one Postgres would not ask whether the role may
 * see the row (manual, section 5.9), and what is selected would decide which rows are hit.
 */
export function returning(table: Table, columns: readonly Column[], alias: Alias): Fragment {
  const any = table.key ?? table.columns;
  const list = (columns.length > 0 ? columns : any.slice(0, 1)).map((column) => sql.column(alias, column.name));
  return sql`\nreturning ${sql.join(list, sql`, `)}`;
}
