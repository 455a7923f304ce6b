import type { CatalogKey, CatalogTable } from "../catalog/index.ts";
import type { DatabaseSettings } from "../config/index.ts";
import type { Problem } from "../lib/index.ts";
import {
  listField,
  listFilterName,
  lookupField,
  type NamedThing,
  orderByName,
  typeName,
  whereName,
} from "./inflection.ts";
import type { Omission } from "./model.ts";
import type { Names, Owner } from "./names.ts";
import type { Overrides, TableOverride } from "./overrides.ts";
import { tableRemedies } from "./remedies.ts";

/** What one database's part of the model is made with. */
export interface TableScope {
  readonly settings: DatabaseSettings;
  readonly overrides: Overrides;
  /** Whether `id` is a field of the gateway's own. */
  readonly relay: boolean;
  readonly names: Names;
  readonly omissions: Omission[];
  readonly problems: Problem[];
}

/** A table that has its type's name, and nothing else yet. */
export interface TableHead {
  readonly database: string;
  readonly catalog: CatalogTable;
  readonly override: TableOverride;
  /** Whether `id` is a field of the gateway's own. */
  readonly relay: boolean;
  /** Where it is, for messages: `shop.public.orders`. */
  readonly place: string;
  readonly named: NamedThing;
  readonly typeName: string;
  /** The primary key first, or the one that the configuration declares. */
  readonly keys: readonly CatalogKey[];
}

/** The table under its type's name; undefined where it or every column is hidden, or where another one has the name. */
export function readHead(
  { settings, overrides, relay, names, omissions }: TableScope,
  catalog: CatalogTable,
): TableHead | undefined {
  const { name: database, prefix } = settings;
  const override = overrides.table(catalog);
  const place = `${database}.${catalog.schema}.${catalog.name}`;
  const isBare = catalog.columns.every((column) => override.column(column).hidden !== undefined);
  const reason = override.hidden ?? (isBare ? "has no column that is not hidden, and a type needs a field" : undefined);
  if (reason !== undefined) {
    omissions.push({ database, place, reason });
    return undefined;
  }
  const named = { prefix, schema: catalog.schema, name: catalog.name, given: override.given };
  const type = typeName(named);
  const keys = keysOf(catalog, override);
  const head = { database, catalog, override, relay, place, named, typeName: type, keys };
  return names.claim("type", [type, whereName(type), orderByName(type), listFilterName(type)], ownerOf(head))
    ? head
    : undefined;
}

/** A key of the configuration stands for the primary key, which then is one like any other. */
function keysOf(catalog: CatalogTable, { key: declared }: TableOverride): readonly CatalogKey[] {
  if (!declared) return catalog.keys;
  const same = (columns: readonly string[]) =>
    columns.length === declared.length && columns.every((column) => declared.includes(column));
  return [
    { name: "of the configuration", primary: true, columns: declared },
    ...catalog.keys.filter((key) => !same(key.columns)).map((key) => ({ ...key, primary: false })),
  ];
}

/** The table as the owner of a name, or a part of it. */
export function ownerOf({ database, catalog, override, place }: TableHead, part?: string): Owner {
  const remedies = tableRemedies(override.path, catalog);
  return { place: part === undefined ? place : `${place} (${part})`, database, remedies };
}

/** The root fields that are named after the table alone. */
export interface Roots {
  readonly list: string | undefined;
  readonly lookup: string | undefined;
}

export function claimRoots(head: TableHead, names: Names): Roots {
  const list = listField(head.named);
  const lookup = lookupField(head.named);
  const primary = head.keys.find((key) => key.primary);
  return {
    list: names.claim("Query", list, ownerOf(head, "list")) ? list : undefined,
    lookup: primary && names.claim("Query", lookup, ownerOf(head, `key ${primary.name}`)) ? lookup : undefined,
  };
}
