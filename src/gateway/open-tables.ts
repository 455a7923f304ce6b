import type { DatabaseSettings, Settings } from "../config/index.ts";
import { adminRole } from "../lib/index.ts";
import type { Catalogs } from "./catalogs.ts";

/** Tables of which a role sees every row, in sentences for the operator. Who is admin may be meant to. */
export function describeOpenTables({ databases }: Settings, catalogs: Catalogs): readonly string[] {
  return databases.flatMap((settings) => {
    const tables = catalogs.get(settings.name)?.tables ?? [];
    return rolesOf(settings).flatMap((role) => {
      const open = tables.filter(({ rights }) => rights.get(role)?.isOpen);
      if (open.length === 0) return [];
      const names = open.slice(0, most).map(({ schema, name }) => `${schema}.${name}`);
      const more = open.length > most ? ` and ${open.length - most} more` : "";
      return [
        `Database "${settings.name}": no row security stands between role "${role}" and the rows of ${names.join(", ")}${more}.`,
      ];
    });
  });
}

const most = 5;

function rolesOf({ rowSecurity }: DatabaseSettings): readonly string[] {
  const others = [...(rowSecurity?.roles ?? [])].filter(([role]) => role !== adminRole);
  return [...new Set(others.map(([, { name }]) => name))];
}
