import type { RowEvent } from "./catalog.ts";

/**
 * One row per table: the events after which something of the database's own may change its rows once more, or others. These
 * are triggers that run afterwards, beside those by which Postgres keeps foreign keys; what runs before is in what a
 * statement returns. Of views and foreign tables, where tables inherit and where there are rules, it is any event. Bits as
 * in `pg_trigger.tgtype`.
 */
export const triggersQuery = `
select c.oid::text as oid,
  case when c.relkind not in ('r', 'p') or c.relhasrules or (c.relkind = 'r' and c.relhassubclass) then 28
    else (
      select pg_catalog.bit_or(t.tgtype) from pg_catalog.pg_trigger t
      where not t.tgisinternal and t.tgtype & 2 = 0
        and (t.tgrelid = c.oid or c.relkind = 'p' and t.tgrelid in (select relid from pg_catalog.pg_partition_tree(c.oid)))
    )
  end::text as events
from pg_catalog.pg_class c
where c.relkind in ('r', 'v', 'm', 'f', 'p')`;

/** The numbers are those of Postgres' `catalog/pg_trigger.h`. */
const bits: readonly (readonly [RowEvent, number])[] = [
  ["insert", 4],
  ["delete", 8],
  ["update", 16],
];

/** By the table's oid. */
export type Triggers = ReadonlyMap<string, ReadonlySet<RowEvent>>;

export function readTriggers(rows: readonly Record<string, unknown>[]): Triggers {
  return new Map(
    rows.map(({ oid, events }) => [
      String(oid),
      new Set(bits.filter(([, bit]) => (Number(events ?? 0) & bit) === bit).map(([event]) => event)),
    ]),
  );
}
