import { type Introspection, makeIntrospectionQuery, type PgClass, parseIntrospectionResults } from "pg-introspection";
import type { Catalog, CatalogForeignKey, CatalogKey, CatalogTable, TableKind } from "./catalog.ts";
import { readSelectableColumns, type SelectableColumns, selectableColumnsQuery } from "./rights.ts";
import { createTypeReader, type TypeReader } from "./types.ts";

/** Sends one statement and gives its rows, values as the text that Postgres printed. */
export type CatalogQuery = (text: string) => Promise<readonly Record<string, unknown>[]>;

const kinds: Readonly<Record<string, TableKind>> = {
  r: "table",
  p: "table",
  v: "view",
  m: "materialized view",
  f: "foreign table",
};

/** Reads the catalogs of one database: the tables of the given schemas that the connection's role may read. */
export async function readCatalog(query: CatalogQuery, schemas: readonly string[]): Promise<Catalog> {
  const rows = await query(makeIntrospectionQuery());
  const selectable = readSelectableColumns(await query(selectableColumnsQuery));
  const introspection = parseIntrospectionResults(String(Object.values(rows[0] ?? {})[0]), true);
  return buildCatalog(introspection, selectable, schemas);
}

function buildCatalog(
  introspection: Introspection,
  selectable: SelectableColumns,
  schemas: readonly string[],
): Catalog {
  const readType = createTypeReader(introspection);
  const extensionObjects = new Set(
    introspection.depends.filter((depend) => depend.deptype === "e").map((depend) => depend.objid),
  );
  const tables = introspection.classes
    .filter((table) => schemas.includes(table.getNamespace()?.nspname ?? ""))
    .filter((table) => table.relkind in kinds && !table.relispartition && !extensionObjects.has(table._id))
    .map((table) => readTable(introspection, table, selectable.get(table._id) ?? new Set(), readType))
    // A table of which nothing may be read is not there; one that has no columns at all is.
    .filter((table) => table.columns.length > 0)
    .sort((a, b) => compare(a.schema, b.schema) || compare(a.name, b.name));
  return { tables };
}

function readTable(
  introspection: Introspection,
  table: PgClass,
  selectable: ReadonlySet<number>,
  readType: TypeReader,
): CatalogTable {
  const attributes = table.getAttributes().filter((attribute) => !attribute.attisdropped);
  const nameOf = (relation: PgClass | undefined, number: number): string =>
    relation?.getAttributes().find((attribute) => attribute.attnum === number)?.attname ?? "";

  const columns = attributes
    .filter((attribute) => selectable.has(attribute.attnum))
    .map((attribute) => ({
      name: attribute.attname,
      type: readType(attribute),
      notNull: attribute.attnotnull === true,
      comment: attribute.getDescription(),
    }));
  const readable = new Set(columns.map((column) => column.name));

  const keys: CatalogKey[] = table
    .getIndexes()
    .filter((index) => index.indisunique && index.indisvalid && index.indimmediate)
    .filter((index) => index.indpred === null && index.indexprs === null)
    .map((index) => ({
      name: introspection.getClass({ id: index.indexrelid })?.relname ?? "",
      primary: index.indisprimary === true,
      // Columns behind INCLUDE are stored with the index but are no part of what is unique.
      columns: index.indkey.slice(0, index.indnkeyatts ?? undefined).map((number) => nameOf(table, number)),
    }))
    .filter((key) => key.columns.every((column) => readable.has(column)))
    .sort((a, b) => Number(b.primary) - Number(a.primary) || compare(a.name, b.name));

  const foreignKeys: CatalogForeignKey[] = table
    .getConstraints()
    .filter((constraint) => constraint.contype === "f")
    .map((constraint) => {
      const target = introspection.getClass({ id: constraint.confrelid });
      return {
        name: constraint.conname,
        columns: (constraint.conkey ?? []).map((number) => nameOf(table, number)),
        target: {
          schema: target?.getNamespace()?.nspname ?? "",
          table: target?.relname ?? "",
          columns: (constraint.confkey ?? []).map((number) => nameOf(target, number)),
        },
        comment: constraint.getDescription(),
      };
    })
    .filter((key) => key.columns.every((column) => readable.has(column)))
    .sort((a, b) => compare(a.name, b.name));

  return {
    schema: table.getNamespace()?.nspname ?? "",
    name: table.relname,
    kind: kinds[table.relkind] ?? "table",
    comment: table.getDescription(),
    columns,
    keys,
    foreignKeys,
  };
}

/** By code point, so that the order is the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
