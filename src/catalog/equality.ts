import type { PgIndex } from "pg-introspection";
import type { CatalogCollation } from "./catalog.ts";

/** One row per collation that a column has. */
export const collationsQuery = `
select c.oid::text as oid, n.nspname::text as schema, c.collname::text as name, c.collisdeterministic::text as deterministic
from pg_catalog.pg_collation c
join pg_catalog.pg_namespace n on n.oid = c.collnamespace
where c.oid in (select a.attcollation from pg_catalog.pg_attribute a)`;

/**
 * One row per column of a unique index, counted from 1, that the index compares by another equality than the type's
 * own: its operator class has another one (manual, section 11.10).
 */
export const foreignEqualitiesQuery = `
select i.indexrelid::text as oid, k.position::text as position
from pg_catalog.pg_index i
cross join pg_catalog.unnest(i.indclass::oid[]) with ordinality as k(class, position)
join pg_catalog.pg_opclass c on c.oid = k.class
join pg_catalog.pg_type t on t.oid = c.opcintype
where i.indisunique
  and c.opcmethod = (select m.oid from pg_catalog.pg_am m where m.amname = 'btree')
  and not exists (
    select from pg_catalog.pg_amop o
    join pg_catalog.pg_operator p on p.oid = o.amopopr
    where o.amopfamily = c.opcfamily and o.amopstrategy = 3
      and o.amoplefttype = c.opcintype and o.amoprighttype = c.opcintype
      and p.oprname = '=' and p.oprnamespace = t.typnamespace
  )`;

type Rows = readonly Record<string, unknown>[];

/** How values of columns and of indexes are told apart. */
export interface Equality {
  /** Of a column; undefined where its type has none. */
  collation(oid: string | null): CatalogCollation | undefined;
  /** Whether a unique index finds values equal just as the type does; `position` from 0. */
  isOfType(index: PgIndex, position: number): boolean;
}

export function readEquality(collations: Rows, foreign: Rows): Equality {
  const byOid = new Map(
    collations.map(({ oid, schema, name, deterministic }): [string, CatalogCollation] => [
      String(oid),
      { schema: String(schema), name: String(name), deterministic: deterministic === "true" },
    ]),
  );
  const others = new Set(foreign.map(({ oid, position }) => `${oid} ${position}`));
  return {
    collation: (oid) => byOid.get(oid ?? ""),
    isOfType: (index, position) => !others.has(`${index.indexrelid} ${position + 1}`),
  };
}
