import { type Introspection, makeIntrospectionQuery, parseIntrospectionResults } from "pg-introspection";
import type { Catalog, CatalogOmission, CatalogTable } from "./catalog.ts";
import { readColumns } from "./columns.ts";
import { readForeignKeys } from "./foreign-keys.ts";
import { readKeys } from "./keys.ts";
import { createLookups } from "./lookups.ts";
import { kindOf, readRelations } from "./relations.ts";
import { readSelectableColumns, type SelectableColumns, selectableColumnsQuery } from "./rights.ts";
import { createTypeReader } from "./types.ts";

/** Sends one statement and gives its rows, values as the text that Postgres printed. */
export type CatalogQuery = (text: string) => Promise<readonly Record<string, unknown>[]>;

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
  const lookups = createLookups(introspection);
  const readType = createTypeReader(introspection);
  const relations = readRelations(lookups, introspection.classes, selectable, schemas);
  const omissions: CatalogOmission[] = [...relations.omissions];

  const tables = relations.tables.map((table): CatalogTable => {
    const columns = readColumns(lookups, table, selectable.get(table._id) ?? new Set(), readType);
    const readable = new Set(columns.columns.map((column) => column.name));
    const keys = readKeys(lookups, table, readable);
    const foreignKeys = readForeignKeys(lookups, table, readable);
    omissions.push(...columns.omissions, ...keys.omissions, ...foreignKeys.omissions);
    return {
      schema: lookups.schemaOf(table),
      name: table.relname,
      kind: kindOf(table) ?? "table",
      comment: lookups.comment("pg_class", table._id),
      columns: columns.columns,
      keys: keys.keys,
      foreignKeys: foreignKeys.foreignKeys,
    };
  });
  const names = introspection.namespaces.map((namespace) => namespace.nspname);
  return { schemas: names.filter((name) => !isOfPostgres(name)).sort(), tables, omissions };
}

function isOfPostgres(schema: string): boolean {
  return schema === "information_schema" || schema.startsWith("pg_");
}
