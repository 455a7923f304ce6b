import type { RowEvent } from "./catalog.ts";

/**
 * One row per table: the events at which something of the database's own may change its rows once more, or others. These are
 * triggers, beside those by which Postgres keeps foreign keys; of views, of partitioned and foreign tables, and where there
 * are rules, it is any event. Bits as in `pg_trigger.tgtype`.
 */
export const triggersQuery = `
select c.oid::text as oid,
  case when c.relkind <> 'r' or c.relhasrules then 28
    else (select pg_catalog.bit_or(t.tgtype) from pg_catalog.pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal)
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
