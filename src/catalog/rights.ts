/** One row per table of a schema that is not Postgres' own: the columns that the current role may select. */
export const selectableColumnsQuery = `
select c.oid::text as oid,
  array_to_json(array(
    select a.attnum
    from pg_catalog.pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and pg_catalog.has_column_privilege(c.oid, a.attnum, 'select')
    order by a.attnum
  ))::text as columns
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'v', 'm', 'f', 'p')
  and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
  and pg_catalog.has_schema_privilege(n.oid, 'usage')`;

/** Column numbers by the table's oid; nothing for the tables of a schema that the role may not use. */
export type SelectableColumns = ReadonlyMap<string, ReadonlySet<number>>;

export function readSelectableColumns(rows: readonly Record<string, unknown>[]): SelectableColumns {
  return new Map(rows.map((row) => [String(row.oid), new Set<number>(JSON.parse(String(row.columns)))]));
}

/** The schemas that the current role may not use. */
export const lockedSchemasQuery = `
select n.nspname::text as schema from pg_catalog.pg_namespace n
where not pg_catalog.has_schema_privilege(n.oid, 'usage')`;
