import type { Catalog, CatalogTable } from "../catalog/index.ts";
import { type DatabaseSettings, hint, type TableSettings } from "../config/index.ts";
import type { Problem } from "../lib/index.ts";
import { settingsKey } from "./overrides.ts";
import { usedTypes } from "./used-types.ts";

/**
 * Everything in the configuration of schemas, tables and types that the database does not have, or that is not exposed. What is
 * not exposed may be hidden all the same: one configuration serves several roles.
 */
export function unknownThings(settings: DatabaseSettings, catalog: Catalog): Problem[] {
  const reasons = new Map(catalog.omissions.map(({ place, reason }) => [place, reason]));
  const tables = keyed(catalog.tables, settings.schemas);
  const types = keyed(usedTypes(catalog.tables), settings.schemas);
  const seen = new Map<unknown, string>();
  const check = <Item>(
    key: string,
    path: string,
    known: Keyed<Item>,
    kind: string,
    isHidden = false,
  ): Item | Problem | undefined => {
    const found = known.find(key);
    const twice = seen.get(found);
    if (found && twice) return { path, message: `is the same ${kind} as ${twice}` };
    if (found) {
      seen.set(found, path);
      return found;
    }
    const reason = reasons.get(key) ?? reasons.get(`${settings.schemas[0]}.${key}`);
    if (reason && isHidden) return undefined;
    if (reason) return { path, message: `is not exposed: it ${reason}` };
    return { path, message: `is no ${kind} of ${settings.name} that is exposed; ${hint(key, known.names)}` };
  };
  return [
    ...settings.schemas.flatMap((name, index) => {
      if (catalog.schemas.includes(name)) return [];
      const message = `"${name}" is no schema of this database; ${hint(name, catalog.schemas)}`;
      return [{ path: `databases.${settings.name}.schemas[${index}]`, message }];
    }),
    ...settings.tables.flatMap((each) => {
      const table = check(each.table, each.path, tables, "table", each.hidden);
      if (!table) return [];
      return "message" in table ? [table] : unknownParts(each, table, reasons);
    }),
    ...settings.types.flatMap((each) => {
      const type = check(each.type, each.path, types, "enum or composite type");
      return type && "message" in type ? [type] : [];
    }),
  ];
}

function unknownParts(settings: TableSettings, table: CatalogTable, reasons: ReadonlyMap<string, string>): Problem[] {
  const place = `${table.schema}.${table.name}`;
  const columns = table.columns.map((column) => column.name);
  const foreignKeys = table.foreignKeys.map((foreignKey) => foreignKey.name);
  const check = (name: string, path: string, known: readonly string[], kind: string, omitted: string): Problem[] => {
    if (known.includes(name)) return [];
    const reason = reasons.get(omitted);
    if (reason) return [{ path, message: `is not exposed: it ${reason}` }];
    return [{ path, message: `is no ${kind} of ${place}; ${hint(name, known)}` }];
  };
  const column = (name: string, path: string) => check(name, path, columns, "column", `${place}.${name}`);
  return [
    ...(settings.key ?? []).flatMap((name, index) => column(name, `${settings.path}.key[${index}]`)),
    ...(settings.version === undefined || settings.version === "xmin"
      ? []
      : column(settings.version, `${settings.path}.version`)),
    ...[...settings.columns].flatMap(([name, { path, hidden }]) =>
      hidden && reasons.has(`${place}.${name}`) ? [] : column(name, path),
    ),
    ...[...settings.relations].flatMap(([name, { path }]) =>
      check(name, path, foreignKeys, "foreign key", `${place} (foreign key ${name})`),
    ),
  ];
}

interface Keyed<Item> {
  readonly names: readonly string[];
  find(key: string): Item | undefined;
}

function keyed<Item extends { schema: string; name: string }>(
  items: readonly Item[],
  schemas: readonly string[],
): Keyed<Item> {
  const own = new Map(items.filter(({ schema }) => schema === schemas[0]).map((item) => [item.name, item]));
  const qualified = new Map(items.map((item) => [`${item.schema}.${item.name}`, item]));
  return {
    names: items.map((item) => settingsKey(item, schemas)),
    find: (key) => qualified.get(key) ?? own.get(key),
  };
}
