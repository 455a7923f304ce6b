import type { CatalogColumn, ColumnWrite } from "../catalog/index.ts";
import type { TableHead } from "./heads.ts";
import { columnField, columnFieldBesideId } from "./inflection.ts";
import type { Column, Omission } from "./model.ts";
import { type Names, theGateway } from "./names.ts";
import { columnRemedies } from "./remedies.ts";
import { lockedSchema, type NamedTypes, valueType } from "./values.ts";

/** A table's columns under their fields' names, in the table's own order. */
export function exposeColumns(head: TableHead, types: NamedTypes, names: Names, omissions: Omission[]): Column[] {
  const { catalog, override, place, typeName } = head;
  const exposed = new Set<CatalogColumn>();
  // In a table without a key, too: one that it is given later renames nothing.
  if (head.relay) names.claim(typeName, "id", theGateway);
  if (override.version !== undefined) names.claim(typeName, "etag", theGateway);
  // By name: the order of a table's columns differs from one copy of a database to the next.
  for (const column of [...catalog.columns].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { hidden, path } = override.column(column);
    const source = `${place}.${column.name}`;
    const remedies = columnRemedies(path, catalog, column.name);
    if (hidden !== undefined) omissions.push({ database: head.database, place: source, reason: hidden });
    else if (names.claim(typeName, fieldOf(head, column), { place: source, database: head.database, remedies })) {
      exposed.add(column);
      const locked = lockedSchema(column.type, types);
      if (locked !== undefined)
        omissions.push({ database: head.database, place: source, reason: filteredLess(locked) });
    }
  }
  return catalog.columns.filter((column) => exposed.has(column)).map((column) => readColumn(head, column, types));
}

const filteredLess = (schema: string): string =>
  `is filtered by isNull only: the role may not use schema ${schema}, where its type is`;

/** A column as it would be exposed. */
export function readColumn(head: TableHead, column: CatalogColumn, types: NamedTypes): Column {
  const { description, deprecated } = head.override.column(column);
  return {
    name: column.name,
    field: fieldOf(head, column),
    type: valueType(column.type, types),
    notNull: column.notNull,
    write: lockedSchema(column.type, types) === undefined ? column.write : unwritable,
    collation: column.collation,
    description,
    deprecated,
  };
}

/** No value can be cast to a type that the role may not name. */
const unwritable: ColumnWrite = { insert: false, update: false, optional: true };

function fieldOf(head: TableHead, column: CatalogColumn): string {
  const name = head.relay ? columnFieldBesideId : columnField;
  return head.override.column(column).given ?? name(column.name);
}

/** What a column is called where other names are made of it: the name that it was given, or its own. */
export function wordOf(head: TableHead, name: string): string {
  const column = head.catalog.columns.find((each) => each.name === name);
  return (column && head.override.column(column).given) ?? name;
}
