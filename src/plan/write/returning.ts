import type { Column, Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { seenColumn } from "../clauses.ts";

/**
 * Gives the columns back of which the answer is made, and never none: without one Postgres would not ask whether the role may
 * see the row (manual, section 5.9), and what is selected would decide which rows are hit.
 */
export function returning(table: Table, columns: readonly Column[], alias: Alias): Fragment {
  const any = table.key ?? table.columns;
  const list = (columns.length > 0 ? columns : any.slice(0, 1)).map(({ name }) =>
    table.rules?.masked.has(name)
      ? sql`${seenColumn(table, name, alias)} as ${sql.identifier(name)}`
      : sql.column(alias, name),
  );
  return sql`\nreturning ${sql.join(list, sql`, `)}`;
}
