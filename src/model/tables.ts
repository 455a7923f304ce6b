import type { Catalog, CatalogTable, CatalogType } from "../catalog/index.ts";
import type { DatabaseSettings } from "../config/index.ts";
import { readComment } from "./comments.ts";
import {
  columnField,
  enumName,
  enumValue,
  listField,
  lookupField,
  orderByName,
  typeName,
  uniqueField,
  whereName,
} from "./inflection.ts";
import type { Column, Edge, EnumType, Lookup, Table } from "./model.ts";
import type { Names } from "./names.ts";
import { type EnumReader, valueType } from "./scalars.ts";

/** A table whose edges are still to come. */
export interface TableDraft {
  readonly table: Table;
  readonly catalog: CatalogTable;
  /** The same list as `table.edges`. */
  readonly edges: Edge[];
}

/** Tables of one database with columns and lookups; edges follow once every table is known. */
export function draftTables(settings: DatabaseSettings, catalog: Catalog, names: Names): TableDraft[] {
  const readEnum = createEnumReader(settings, names);
  return catalog.tables.flatMap((table) => draftTable(settings, table, names, readEnum) ?? []);
}

/** Where a thing is, for messages: `shop.public.orders`. */
export function placeOf(database: string, table: { schema: string; name: string }, ...rest: string[]): string {
  return [database, table.schema, table.name, ...rest].join(".");
}

function draftTable(
  settings: DatabaseSettings,
  catalog: CatalogTable,
  names: Names,
  readEnum: EnumReader,
): TableDraft | undefined {
  const database = settings.name;
  const place = placeOf(database, catalog);
  const type = typeName({ prefix: settings.prefix, schema: catalog.schema, name: catalog.name });
  const remedy = `another prefix (databases.${database}.prefix), other schemas (databases.${database}.schemas), or another name for the table`;
  if (!names.claim("type", [type, whereName(type), orderByName(type)], place, remedy)) return undefined;

  const columns = catalog.columns.flatMap((column): Column[] => {
    const field = columnField(column.name);
    const source = `${place}.${column.name}`;
    if (!names.claim(type, field, source, "rename one of the two columns")) return [];
    return [
      {
        name: column.name,
        field,
        type: valueType(column.type, readEnum),
        notNull: column.notNull,
        description: readComment(column.comment).description,
      },
    ];
  });

  const byName = new Map(columns.map((column) => [column.name, column]));
  const keys = catalog.keys
    .map((key) => ({ ...key, columns: pick(byName, key.columns) }))
    .filter((key) => key.columns.length > 0 && key.columns.every((column) => column.type.comparison !== "none"));
  const primary = keys.find((key) => key.primary)?.columns;

  const list = listField(type);
  const edges: Edge[] = [];
  const lookups: Lookup[] = [];
  const table: Table = {
    database,
    schema: catalog.schema,
    name: catalog.name,
    typeName: type,
    whereName: whereName(type),
    orderByName: orderByName(type),
    description: readComment(catalog.comment).description,
    columns,
    key: primary,
    listField: names.claim("Query", list, place, remedy) ? list : undefined,
    lookups,
    edges,
  };
  for (const key of keys) {
    const field = key.primary
      ? lookupField(type)
      : uniqueField(
          type,
          key.columns.map((column) => column.name),
        );
    // A unique index over the same columns as another key finds nothing new.
    if (lookups.some((lookup) => lookup.field === field)) continue;
    if (names.claim("Query", field, `${place} (key ${key.name})`, remedy)) {
      lookups.push({ field, table, columns: key.columns });
    }
  }
  return { table, catalog, edges };
}

/** The columns of these names, in their order; none where one of them is not exposed. */
export function pick(columns: ReadonlyMap<string, Column>, names: readonly string[]): Column[] {
  const found = names.flatMap((name) => columns.get(name) ?? []);
  return found.length === names.length ? found : [];
}

function createEnumReader(settings: DatabaseSettings, names: Names): EnumReader {
  const known = new Map<string, EnumType | undefined>();
  const read = (type: CatalogType & { kind: "enum" }): EnumType | undefined => {
    const values = type.labels.flatMap((label) => {
      const name = enumValue(label);
      return name === undefined ? [] : [{ name, label }];
    });
    const distinct = new Set(values.map((value) => value.name)).size;
    // An enum that GraphQL cannot spell is served as text: better than one with labels missing.
    if (values.length === 0 || distinct !== type.labels.length) return undefined;
    const name = enumName({ prefix: settings.prefix, schema: type.schema, name: type.name });
    const place = placeOf(settings.name, type);
    const remedy = `give the database another prefix (databases.${settings.name}.prefix)`;
    if (!names.claim("type", [name, `${name}Filter`, `${name}ListFilter`], place, remedy)) return undefined;
    return { name, description: readComment(type.comment).description, values };
  };
  return (type) => {
    const key = `${type.schema}.${type.name}`;
    if (!known.has(key)) known.set(key, read(type));
    return known.get(key);
  };
}
