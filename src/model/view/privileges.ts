import type { RoleRights } from "../../catalog/index.ts";
import type { Column, Table } from "../model.ts";
import type { InsertGrant, TableGrant } from "./grant.ts";

/** What a role of the database may do with a table by its privileges there. Its rows are the database's own business. */
export function grantByRights(table: Table, rights: RoleRights): TableGrant | undefined {
  const columns = table.columns.filter(({ name }) => rights.select.has(name));
  if (columns.length === 0) return undefined;
  const { insertable, updatable } = table.writes;
  const readable = (each: readonly Column[]) => each.filter(({ name }) => rights.select.has(name));
  return {
    readable: rights.select,
    select: [{ columns, filter: undefined, limit: undefined, aggregates: true }],
    insert: grantOf(insertable, rights.insert),
    // What is incremented, or appended to, is read.
    update: withoutFilter(grantOf(readable(updatable), rights.update)),
    delete: rights.delete ? { filter: undefined } : undefined,
  };
}

function grantOf(columns: readonly Column[], names: ReadonlySet<string>): InsertGrant | undefined {
  const granted = columns.filter(({ name }) => names.has(name));
  return granted.length > 0 ? { columns: granted, presets: [], check: undefined } : undefined;
}

const withoutFilter = (grant: InsertGrant | undefined): TableGrant["update"] =>
  grant && { ...grant, filter: undefined };
