/**
 * One row per table of a schema that is not Postgres' own: what the current role may do with it and its columns. A view that
 * Postgres cannot write through by itself counts as one that may not be written, unless triggers do it.
 */
export const rightsQuery = `
select c.oid::text as oid,
  pg_catalog.json_build_object(
    'select', array(select a.attnum from columns a where pg_catalog.has_column_privilege(c.oid, a.attnum, 'select')),
    'insert', array(
      select a.attnum from columns a
      where w.events & 8 = 8 and (a.writable or w.instead & 4 = 4) and pg_catalog.has_column_privilege(c.oid, a.attnum, 'insert')
    ),
    'update', array(
      select a.attnum from columns a
      where w.events & 4 = 4 and (a.writable or w.instead & 16 = 16) and pg_catalog.has_column_privilege(c.oid, a.attnum, 'update')
    ),
    'delete', w.events & 16 = 16 and pg_catalog.has_table_privilege(c.oid, 'delete'),
    'system', pg_catalog.has_table_privilege(c.oid, 'select'),
    'open', not pg_catalog.row_security_active(c.oid) and not (c.relkind = 'v' and exists (
      select from pg_catalog.pg_options_to_table(c.reloptions) o
      where o.option_name = 'security_invoker' and o.option_value::bool
    ))
  )::text as rights
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
cross join lateral (
  select pg_catalog.pg_relation_is_updatable(c.oid, true) as events, coalesce((
    select pg_catalog.bit_or(t.tgtype) from pg_catalog.pg_trigger t
    where t.tgrelid = c.oid and not t.tgisinternal and t.tgtype & 64 = 64
  ), 0) as instead
) w
where c.relkind in ('r', 'v', 'm', 'f', 'p')
  and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
  and pg_catalog.has_schema_privilege(n.oid, 'usage')`.replaceAll(
  "from columns a",
  `from (
        select a.attnum, c.relkind <> 'v' or pg_catalog.pg_column_is_updatable(c.oid, a.attnum, true) as writable
        from pg_catalog.pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      ) a`,
);

/** What the role may do with a table: the numbers of columns, and whether rows may be deleted. */
export interface TableRights {
  readonly select: ReadonlySet<number>;
  readonly insert: ReadonlySet<number>;
  readonly update: ReadonlySet<number>;
  readonly delete: boolean;
  /** Whether it may read what Postgres itself says of each row: `xmin`. */
  readonly system: boolean;
  /** Whether no row security stands between the role and the rows that it may read. */
  readonly open: boolean;
}

export const noRights: TableRights = {
  select: new Set(),
  insert: new Set(),
  update: new Set(),
  delete: false,
  system: false,
  open: false,
};

/** By the table's oid; nothing for the tables of a schema that the role may not use. */
export type Rights = ReadonlyMap<string, TableRights>;

export function readRights(rows: readonly Record<string, unknown>[]): Rights {
  return new Map(rows.map((row) => [String(row.oid), rightsOf(JSON.parse(String(row.rights)))]));
}

function rightsOf(rights: PrintedRights): TableRights {
  const { select, insert, update } = rights;
  return { ...rights, select: new Set(select), insert: new Set(insert), update: new Set(update) };
}

type PrintedRights = {
  readonly [Key in keyof TableRights]: TableRights[Key] extends boolean ? boolean : readonly number[];
};

/** What at least one of several roles may do. */
export function anyOf(all: readonly Rights[]): Rights {
  const oids = new Set(all.flatMap((rights) => [...rights.keys()]));
  return new Map(
    [...oids].map((oid) => [oid, all.flatMap((rights) => rights.get(oid) ?? []).reduce(either, noRights)]),
  );
}

function either(one: TableRights, other: TableRights): TableRights {
  return {
    select: new Set([...one.select, ...other.select]),
    insert: new Set([...one.insert, ...other.insert]),
    update: new Set([...one.update, ...other.update]),
    delete: one.delete || other.delete,
    system: one.system || other.system,
    open: one.open || other.open,
  };
}

/** The schemas that the current role may not use. */
export const lockedSchemasQuery = `
select n.nspname::text as schema from pg_catalog.pg_namespace n
where not pg_catalog.has_schema_privilege(n.oid, 'usage')`;
