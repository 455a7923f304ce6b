import type { Table } from "../model/index.ts";
import { type Alias, type Fragment, sql } from "../sql/index.ts";

/** The rows of a table that are seen, with what is seen of them: whatever reads rows, reads these. */
export function from(table: Table, alias: Alias): Fragment {
  const { rules } = table;
  if (!rules || !isPartlySeen(table)) return itself(table, alias);
  const row = sql.alias("s");
  const condition = rules.seen?.on(row);
  return sql`(select ${seenColumns(table, row)} from ${itself(table, row)}${condition ? sql` where ${condition}` : sql.empty}) as ${sql.reference(alias)}`;
}

/** What is seen of one row, as a row of its own. */
export function seenPart(table: Table, row: Alias, alias: Alias): Fragment {
  return sql`(select ${seenColumns(table, row)}) as ${sql.reference(alias)}`;
}

/** Whether there are rows, or columns of rows, that are not seen. */
export const isPartlySeen = ({ rules }: Table): boolean =>
  rules !== undefined && (rules.seen !== undefined || rules.masked.size > 0);

/** The table itself, which is written. */
export function itself({ schema, name }: Table, alias: Alias): Fragment {
  return sql`${sql.identifier(schema, name)} as ${sql.reference(alias)}`;
}

/** A column as far as it is seen. */
export function seenColumn({ rules }: Table, name: string, alias: Alias): Fragment {
  const column = sql.column(alias, name);
  const condition = rules?.masked.get(name);
  return condition ? sql`case when ${condition.on(alias)} then ${column} end` : column;
}

function seenColumns(table: Table, row: Alias): Fragment {
  const { masked = new Map<string, never>(), plain = [] } = table.rules ?? {};
  if (masked.size === 0) {
    // A column of the system is not among all.
    const version = table.version?.name === "xmin" ? sql`, ${sql.column(row, "xmin")}` : sql.empty;
    return sql`${sql.reference(row)}.*${version}`;
  }
  const columns = [...plain, ...masked.keys()].map(
    (name) => sql`${seenColumn(table, name, row)} as ${sql.identifier(name)}`,
  );
  return sql.join(columns, sql`, `);
}

export function where(conditions: readonly (Fragment | undefined)[]): Fragment {
  const present = conditions.filter((condition) => condition !== undefined);
  return present.length === 0 ? sql.empty : sql`\nwhere ${sql.join(present, sql` and `)}`;
}
