import { type Introspection, makeIntrospectionQuery, type PgClass, parseIntrospectionResults } from "pg-introspection";
import type { Catalog, CatalogOmission, CatalogTable, RoleRights } from "./catalog.ts";
import { readColumns } from "./columns.ts";
import { readConstraints } from "./constraints.ts";
import { collationsQuery, foreignEqualitiesQuery, readEquality } from "./equality.ts";
import { readForeignKeys } from "./foreign-keys.ts";
import { readKeys } from "./keys.ts";
import { createLookups, type Lookups } from "./lookups.ts";
import { kindOf, readRelations } from "./relations.ts";
import { anyOf, lockedSchemasQuery, noRights, type Rights, readRights, rightsQuery } from "./rights.ts";
import { readTriggers, type Triggers, triggersQuery } from "./triggers.ts";
import { createTypeReader, standardTypesQuery } from "./types.ts";

/** Sends one statement and gives its rows, values as the text that Postgres printed. */
export type CatalogQuery = (text: string, values?: readonly unknown[]) => Promise<Rows>;

type Rows = readonly Record<string, unknown>[];

/**
 * Reads the catalogs of one database: the tables of the given schemas that the connection's role may read, or any of `roles`.
 *
 * @param query sends to one connection, inside a transaction, whose role is another one afterwards.
 */
export async function readCatalog(
  query: CatalogQuery,
  schemas: readonly string[],
  roles?: readonly string[],
): Promise<Catalog> {
  // Names in these statements are Postgres' own, whatever the database's functions and types are called.
  await query("set local search_path = ''");
  return buildCatalog(await readSources(query, roles), schemas);
}

/** What the catalog is built from, each the rows of one statement. */
interface Sources {
  readonly introspection: Introspection;
  readonly rights: Rights;
  /** Of each role that it is read for. */
  readonly roles: ReadonlyMap<string, Rights>;
  readonly triggers: Triggers;
  readonly locked: readonly string[];
  readonly collations: Rows;
  readonly foreignEqualities: Rows;
  readonly standardTypes: Rows;
}

async function readSources(query: CatalogQuery, roles: readonly string[] | undefined): Promise<Sources> {
  const [introspected] = await query(makeIntrospectionQuery());
  const sources = {
    introspection: parseIntrospectionResults(String(Object.values(introspected ?? {})[0]), true),
    triggers: readTriggers(await query(triggersQuery)),
    collations: await query(collationsQuery),
    foreignEqualities: await query(foreignEqualitiesQuery),
    standardTypes: await query(standardTypesQuery),
  };
  if (!roles) {
    const rights = readRights(await query(rightsQuery));
    return { ...sources, rights, roles: new Map(), locked: schemasOf(await query(lockedSchemasQuery)) };
  }
  const byRole = new Map<string, Rights>();
  const locked: (readonly string[])[] = [];
  for (const role of roles) {
    // As the role itself: what it is told now is what it will be told.
    await query("select pg_catalog.set_config('role', $1, true)", [role]);
    byRole.set(role, readRights(await query(rightsQuery)));
    locked.push(schemasOf(await query(lockedSchemasQuery)));
  }
  return { ...sources, rights: anyOf([...byRole.values()]), roles: byRole, locked: lockedForAll(locked) };
}

const schemasOf = (rows: Rows): readonly string[] => rows.map(({ schema }) => String(schema));

function lockedForAll([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  return first.filter((schema) => others.every((locked) => locked.includes(schema)));
}

function buildCatalog({ introspection, rights, triggers, ...sources }: Sources, schemas: readonly string[]): Catalog {
  const lookups = createLookups(introspection, [...sources.roles.keys()]);
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
      rights: rightsByRole(lookups, table, sources.roles),
      triggers: triggers.get(table._id) ?? new Set(),
      keys: keys.keys,
      foreignKeys: foreignKeys.foreignKeys,
    };
  });
  const names = introspection.namespaces.map((namespace) => namespace.nspname);
  return {
    schemas: names.filter((name) => !isOfPostgres(name)).sort(),
    taken: takenNames(introspection),
    locked: sources.locked,
    roles: [...sources.roles.keys()],
    tables,
    omissions,
  };
}

function rightsByRole(
  lookups: Lookups,
  table: PgClass,
  roles: ReadonlyMap<string, Rights>,
): ReadonlyMap<string, RoleRights> {
  return new Map(
    [...roles].flatMap(([role, rights]): [string, RoleRights][] => {
      const own = rights.get(table._id);
      if (!own?.select.size) return [];
      const named = (numbers: ReadonlySet<number>) =>
        new Set([...numbers].map((number) => lookups.columnName(table, number)));
      const select = new Set([...named(own.select), ...(own.system ? ["xmin"] : [])]);
      const { insert, update, delete: remove, open } = own;
      return [[role, { select, insert: named(insert), update: named(update), delete: remove, isOpen: open }]];
    }),
  );
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
