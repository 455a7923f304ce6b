import type { Catalog } from "../catalog/index.ts";
import { exposeColumns, readColumn } from "./columns.ts";
import { claimRoots, type Roots, readHead, type TableHead, type TableScope } from "./heads.ts";
import { listFilterName, orderByName, whereName } from "./inflection.ts";
import { exposeKeys, exposeLookups } from "./keys.ts";
import { isOrdered } from "./measures.ts";
import type { Column, Edge, Lookup, NestedEdge, RelationConnection, Table } from "./model.ts";
import { createNamedTypes } from "./named-types.ts";
import { createNames } from "./names.ts";
import { claimPaging, exposeColumnEnum, type PagingNames } from "./paging.ts";
import { usedTypes } from "./used-types.ts";
import { type NamedTypes, valueType } from "./values.ts";
import { exposeVersion } from "./version.ts";
import { exposeWrites } from "./writes.ts";

/** A table whose edges are still to come. */
export interface TableDraft {
  readonly head: TableHead;
  readonly table: Table;
  /** The same list as `table.edges`. */
  readonly edges: Edge[];
  /** The same list as `table.connections`. */
  readonly connections: RelationConnection[];
  /** The same list as `table.nested`. */
  readonly nested: NestedEdge[];
  /** All columns that may be read, by name: relations also go over those that are not exposed. */
  readonly columns: ReadonlyMap<string, Column>;
}

/**
 * Tables of one database with columns and lookups; edges follow once every table is known. Names are taken in this order:
 * the types of all tables, other types, lists and rows at the root, then columns and rows by other keys.
 */
export function draftTables(scope: TableScope, catalog: Catalog): TableDraft[] {
  const { locked, taken } = catalog;
  const heads = catalog.tables.flatMap((table) => readHead(scope, table) ?? []);
  const types = createNamedTypes(scope.settings, scope.names, scope.overrides, locked);
  const exposed = heads.map(({ catalog: table, override }) => ({
    columns: table.columns.filter((column) => override.column(column).hidden === undefined),
  }));
  // In the order of their names, not in that of the tables that use them.
  for (const type of usedTypes(exposed)) valueType(type, types);
  // What is not exposed takes no names.
  const nameless = createNamedTypes(scope.settings, createNames(false), scope.overrides, locked);
  return heads
    .map((head) => ({ head, roots: claimRoots(head, scope.names) }))
    .map(({ head, roots }) => ({ head, roots, paging: claimPaging(head, scope.names) }))
    .map(({ head, roots, paging }) => draftTable(scope, head, { ...roots, ...paging }, types, nameless, taken));
}

function draftTable(
  scope: TableScope,
  head: TableHead,
  roots: Roots & PagingNames,
  types: NamedTypes,
  nameless: NamedTypes,
  taken: ReadonlySet<string>,
): TableDraft {
  const { catalog, override, typeName } = head;
  const columns = exposeColumns(head, types, scope.names, scope.omissions);
  const exposed = new Map(columns.map((column) => [column.name, column]));
  const keys = exposeKeys(head, exposed, scope);
  const edges: Edge[] = [];
  const lookups: Lookup[] = [];
  const connections: RelationConnection[] = [];
  const nested: NestedEdge[] = [];
  const key = keys.find((key) => key.primary)?.columns;
  const table: Table = {
    database: head.database,
    schema: catalog.schema,
    name: catalog.name,
    taken,
    typeName,
    whereName: whereName(typeName),
    orderByName: orderByName(typeName),
    listFilterName: listFilterName(typeName),
    description: override.description,
    deprecated: override.deprecated,
    columns,
    key,
    version: exposeVersion(head, exposed, nameless, scope),
    idColumns: scope.relay ? key : undefined,
    listField: roots.list,
    lookups,
    edges,
    connection: key?.every((column) => isOrdered(column.type)) ? roots.connection : undefined,
    connections,
    columnEnum: exposeColumnEnum(head, roots.columnEnum, columns, scope.names),
    aggregateOrder: roots.aggregateOrder,
    constraints: catalog.constraints.flatMap(({ name, columns: names }) => {
      const known = names.flatMap((column) => exposed.get(column) ?? []);
      return known.length === names.length ? [{ name, columns: known }] : [];
    }),
    writes: exposeWrites(head, columns, keys, scope.settings.readOnly, scope.names),
    nested,
    rowSecurity: scope.settings.rowSecurity !== undefined,
    rules: undefined,
  };
  lookups.push(...exposeLookups(head, table, keys, roots, scope));

  const readable = catalog.columns.map((column) => exposed.get(column.name) ?? readColumn(head, column, nameless));
  return { head, table, edges, connections, nested, columns: new Map(readable.map((column) => [column.name, column])) };
}
