import type { Column, Edge, Lookup, Model, NestedEdge, RelationConnection, Table, Writes } from "../model.ts";
import { narrowedNested } from "../nested.ts";
import type { TableGrant } from "./grant.ts";
import { rulesOf } from "./rules.ts";

/** A table of a view whose edges are still to come. */
interface TableView {
  readonly whole: Table;
  readonly table: Table;
  readonly edges: Edge[];
  readonly connections: RelationConnection[];
  readonly nested: NestedEdge[];
}

/**
 * The part of a model that a role may know of, under the same names. Whatever it may not see is not there: no table, column,
 * key, relation or constraint of it, and no column that may be null only for others is said to be there always.
 *
 * @param grantOf undefined for a table that the role may not see; `all` where it may do everything.
 */
export function viewModel(model: Model, grantOf: (table: Table) => TableGrant | "all" | undefined): Model {
  const views = new Map<Table, TableView>();
  const databases = model.databases.map((database) => {
    const tables = database.tables.flatMap((table): Table[] => {
      const grant = grantOf(table);
      if (!grant) return [];
      const view = grant === "all" ? wholeTable(table) : viewTable(table, grant);
      views.set(table, view);
      return [view.table];
    });
    return { ...database, tables };
  });
  for (const view of views.values()) addEdges(view, views);
  for (const view of views.values()) addConnections(view);
  return { ...model, notices: [], omissions: [], databases };
}

function wholeTable(whole: Table): TableView {
  const lookups: Lookup[] = [];
  const [edges, connections, nested]: [Edge[], RelationConnection[], NestedEdge[]] = [[], [], []];
  const table: Table = { ...whole, lookups, edges, connections, nested };
  lookups.push(...whole.lookups.map((lookup) => ({ ...lookup, table })));
  return { whole, table, edges, connections, nested };
}

function viewTable(whole: Table, grant: TableGrant): TableView {
  const edges: Edge[] = [];
  const connections: RelationConnection[] = [];
  const nested: NestedEdge[] = [];
  const lookups: Lookup[] = [];
  const { readable } = grant;
  const rules = rulesOf(whole, grant);
  const visible = new Map(
    whole.columns
      .filter((column) => grant.select.some(({ columns }) => columns.includes(column)))
      .map((column) => [column.name, rules.masked.has(column.name) ? { ...column, notNull: false } : column]),
  );
  const seen = (columns: readonly Column[]) => columns.every(({ name }) => visible.has(name));
  const own = ({ name }: Column): Column | undefined => visible.get(name);
  const ownAll = (columns: readonly Column[]): readonly Column[] => columns.flatMap((column) => own(column) ?? []);
  const canName = (columns: readonly Column[]) => !readable || columns.every(({ name }) => readable.has(name));
  const hasKey = whole.key !== undefined && seen(whole.key);
  const enumValues = (whole.columnEnum?.values ?? []).flatMap(({ name, column }) => {
    const known = own(column);
    return known ? [{ name, column: known }] : [];
  });
  const table: Table = {
    ...whole,
    columns: [...visible.values()],
    // One that is not seen still makes every order one.
    key: canName(whole.key ?? []) ? whole.key?.map((column) => own(column) ?? column) : undefined,
    version: whole.version && canName([whole.version]) ? versionFor(whole, whole.version, own) : undefined,
    idColumns: hasKey ? whole.idColumns && ownAll(whole.idColumns) : undefined,
    lookups,
    edges,
    connection: hasKey ? whole.connection : undefined,
    connections,
    nested,
    aggregateOrder: rules.aggregates ? whole.aggregateOrder : undefined,
    columnEnum: whole.columnEnum && enumValues.length > 0 ? { ...whole.columnEnum, values: enumValues } : undefined,
    constraints: whole.constraints.filter(({ columns }) => seen(columns)),
    writes: viewWrites(whole.writes, grant, hasKey, visible),
    // What the database holds it to needs no word in statements.
    rules: readable ? undefined : rules,
  };
  lookups.push(
    ...whole.lookups
      .filter(({ columns }) => seen(columns))
      .map((lookup) => ({ ...lookup, table, columns: ownAll(lookup.columns) })),
  );
  return { whole, table, edges, connections, nested };
}

/** One that is no column of the whole model, as `xmin`, is nobody's secret. */
function versionFor(whole: Table, version: Column, own: (column: Column) => Column | undefined): Column | undefined {
  return whole.columns.some(({ name }) => name === version.name) ? own(version) : version;
}

function viewWrites(
  { create, update, delete: remove, upsert, references, ...writes }: Writes,
  grant: TableGrant,
  hasKey: boolean,
  visible: ReadonlyMap<string, Column>,
): Writes {
  const may = (columns: readonly Column[], granted: readonly Column[] | undefined) =>
    columns.filter(({ name }) => granted?.some((column) => column.name === name));
  const insertable = may(writes.insertable, grant.insert?.columns);
  const updatable = may(writes.updatable, grant.update?.columns);
  const canUpdate = update && grant.update && updatable.length > 0 ? update : undefined;
  const canCreate = create && grant.insert && insertable.length > 0 ? create : undefined;
  const keys = (upsert?.keys ?? []).filter(({ columns }) =>
    columns.every((column) => visible.has(column.name) && insertable.includes(column)),
  );
  const columns = (upsert?.columns ?? []).filter(({ column }) => updatable.includes(column));
  return {
    ...writes,
    insertable,
    updatable,
    create: canCreate,
    update: canUpdate && { ...canUpdate, one: hasKey ? canUpdate.one : undefined },
    delete: remove && grant.delete ? { ...remove, one: hasKey ? remove.one : undefined } : undefined,
    // What `excluded` cannot give is no part of an upsert.
    upsert:
      upsert && canCreate && canUpdate && keys.length > 0 && !grant.update?.presets.length
        ? { ...upsert, keys, columns }
        : undefined,
    references: references && {
      ...references,
      keys: references.keys.filter((key) => key.columns.every(({ name }) => visible.has(name))),
    },
  };
}

/** What a relation goes by can be told from the rows that it leads to, so it is there only where all of that is seen. */
function addEdges({ whole, table, edges, nested }: TableView, views: ReadonlyMap<Table, TableView>): void {
  for (const edge of whole.edges) {
    const target = views.get(edge.target)?.table;
    if (!target) continue;
    const pairs = edge.pairs.flatMap((pair) => {
      const source = table.columns.find(({ name }) => name === pair.source.name);
      const other = target.columns.find(({ name }) => name === pair.target.name);
      return source && other ? [{ ...pair, source, target: other }] : [];
    });
    if (pairs.length < edge.pairs.length) continue;
    const own = { ...edge, source: table, target, pairs };
    edges.push(own);
    const known = whole.nested.find((each) => each.edge === edge);
    const related = known && table.key && target.key && narrowedNested(own, known);
    if (related) nested.push(related);
  }
}

function addConnections({ whole, edges, connections }: TableView): void {
  for (const { field, edge } of whole.connections) {
    const own = edges.find((each) => each.field === edge.field);
    if (own?.target.connection) connections.push({ field, edge: own });
  }
}
