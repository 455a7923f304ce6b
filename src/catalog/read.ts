import { type Introspection, makeIntrospectionQuery, parseIntrospectionResults } from "pg-introspection";
import type { Catalog, CatalogOmission, CatalogTable } from "./catalog.ts";
import { readColumns } from "./columns.ts";
import { readConstraints } from "./constraints.ts";
import { collationsQuery, foreignEqualitiesQuery, readEquality } from "./equality.ts";
import { readForeignKeys } from "./foreign-keys.ts";
import { readKeys } from "./keys.ts";
import { createLookups } from "./lookups.ts";
import { kindOf, readRelations } from "./relations.ts";
import { lockedSchemasQuery, noRights, type Rights, readRights, rightsQuery } from "./rights.ts";
import { readTriggers, type Triggers, triggersQuery } from "./triggers.ts";
import { createTypeReader, standardTypesQuery } from "./types.ts";

/** Sends one statement and gives its rows, values as the text that Postgres printed. */
export type CatalogQuery = (text: string) => Promise<Rows>;

type Rows = readonly Record<string, unknown>[];

/**
 * Reads the catalogs of one database: the tables of the given schemas that the connection's role may read.
 *
 * @param query sends to one connection, inside a transaction.
 */
export async function readCatalog(query: CatalogQuery, schemas: readonly string[]): Promise<Catalog> {
  // Names in these statements are Postgres' own, whatever the database's functions and types are called.
  await query("set local search_path = ''");
  return buildCatalog(await readSources(query), schemas);
}

/** What the catalog is built from, each the rows of one statement. */
interface Sources {
  readonly introspection: Introspection;
  readonly rights: Rights;
  readonly triggers: Triggers;
  readonly locked: Rows;
  readonly collations: Rows;
  readonly foreignEqualities: Rows;
  readonly standardTypes: Rows;
}

async function readSources(query: CatalogQuery): Promise<Sources> {
  const [introspected] = await query(makeIntrospectionQuery());
  return {
    introspection: parseIntrospectionResults(String(Object.values(introspected ?? {})[0]), true),
    rights: readRights(await query(rightsQuery)),
    triggers: readTriggers(await query(triggersQuery)),
    locked: await query(lockedSchemasQuery),
    collations: await query(collationsQuery),
    foreignEqualities: await query(foreignEqualitiesQuery),
    standardTypes: await query(standardTypesQuery),
  };
}

function buildCatalog({ introspection, rights, triggers, ...sources }: Sources, schemas: readonly string[]): Catalog {
  const lookups = createLookups(introspection);
  const readType = createTypeReader(introspection, sources.standardTypes);
  const equality = readEquality(sources.collations, sources.foreignEqualities);
  const relations = readRelations(lookups, introspection.classes, rights, schemas);
  const omissions: CatalogOmission[] = [...relations.omissions];

  const tables = relations.tables.map((table): CatalogTable => {
    const allowed = rights.get(table._id) ?? noRights;
    const columns = readColumns(lookups, table, allowed, readType, equality);
    const readable = new Set(columns.columns.map((column) => column.name));
    const keys = readKeys(lookups, table, readable, equality);
    const foreignKeys = readForeignKeys(lookups, table, readable);
    omissions.push(...columns.omissions, ...keys.omissions, ...foreignKeys.omissions);
    return {
      schema: lookups.schemaOf(table),
      name: table.relname,
      kind: kindOf(table) ?? "table",
      comment: lookups.comment("pg_class", table._id),
      columns: columns.columns,
      constraints: readConstraints(lookups, table),
      deletable: allowed.delete,
      triggers: triggers.get(table._id) ?? new Set(),
      keys: keys.keys,
      foreignKeys: foreignKeys.foreignKeys,
    };
  });
  const names = introspection.namespaces.map((namespace) => namespace.nspname);
  return {
    schemas: names.filter((name) => !isOfPostgres(name)).sort(),
    taken: takenNames(introspection),
    locked: sources.locked.map(({ schema }) => String(schema)),
    tables,
    omissions,
  };
}

/** The introspection has no functions of Postgres itself, but its types. */
function takenNames({ namespaces, types, procs }: Introspection): ReadonlySet<string> {
  const own = namespaces.find(({ nspname }) => nspname === "pg_catalog")?._id;
  const others = types.filter(({ typnamespace }) => typnamespace !== own);
  return new Set([...others.map(({ typname }) => typname), ...procs.map(({ proname }) => proname)]);
}

function isOfPostgres(schema: string): boolean {
  return schema === "information_schema" || schema.startsWith("pg_");
}
