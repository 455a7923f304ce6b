import type { Column, RowCondition, Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { seenColumn } from "../clauses.ts";

/** What a statement gives back of each row that it wrote: columns, and whether conditions hold of it. */
export interface Returned {
  readonly columns: readonly Column[];
  readonly flags: readonly Flag[];
}

export interface Flag {
  /** The name of a column of its own. */
  readonly name: string;
  /** True where all of them hold. */
  readonly conditions: readonly RowCondition[];
}

/** Flags under names that none of the columns has. */
export function withFlags(columns: readonly Column[], flags: readonly Flag[]): Returned {
  return { columns, flags: flags.map((flag) => ({ ...flag, name: freeName(flag.name, columns) })) };
}

export function freeName(name: string, columns: readonly { readonly name: string }[]): string {
  return columns.some((column) => column.name === name) ? freeName(`${name}_`, columns) : name;
}

/** The names of all that is given back. */
export const returnedNames = ({ columns, flags }: Returned): readonly string[] =>
  [...columns, ...flags].map(({ name }) => name);

/**
 * Gives the columns back of which the answer is made, and never none: without one Postgres would not ask whether the role may
 * see the row (manual, section 5.9), and what is selected would decide which rows are hit.
 */
export function returning(table: Table, { columns, flags }: Returned, alias: Alias): Fragment {
  const any = table.key ?? table.columns;
  const list = (columns.length > 0 ? columns : any.slice(0, 1)).map(({ name }) =>
    table.rules?.masked.has(name)
      ? sql`${seenColumn(table, name, alias)} as ${sql.identifier(name)}`
      : sql.column(alias, name),
  );
  const told = flags.map(({ name, conditions }) => sql`${allHold(conditions, alias)} as ${sql.identifier(name)}`);
  return sql`\nreturning ${sql.join([...list, ...told], sql`, `)}`;
}

function allHold(conditions: readonly RowCondition[], row: Alias): Fragment {
  const all = sql.join(
    conditions.map((condition) => condition.on(row)),
    sql` and `,
  );
  return sql`(${all}) is true`;
}
