import type { Edge, Model, Table } from "../model/index.ts";

/** Columns shown of each table: enough to see what it is. */
const columnsShown = 4;

/** A query to try first: a few rows of the table that leads furthest, with one step along each kind of edge. */
export function exampleQuery(model: Model): string {
  const tables = model.databases
    .flatMap((database) => database.tables)
    .filter((table) => table.listField !== undefined);
  const [table] = [...tables].sort((a, b) => reach(b) - reach(a));
  if (!table) return "{ __typename }\n";
  const edges = [...table.edges].sort((a, b) => weight(b) - weight(a)).slice(0, 2);
  const fields = [...columns(table), ...edges.map(edgeSelection)];
  return `{\n  ${table.listField}(limit: 5) {\n    ${fields.join("\n    ")}\n  }\n}\n`;
}

/** Links count more than relations: they are what one database alone cannot answer. */
function weight(edge: Edge): number {
  return edge.kind === "link" ? 3 : 1;
}

function reach(table: Table): number {
  return table.edges.reduce((sum, edge) => sum + weight(edge), 0);
}

function columns(table: Table): string[] {
  return table.columns.slice(0, columnsShown).map((column) => column.field);
}

function edgeSelection(edge: Edge): string {
  return `${edge.field}${edge.many ? "(limit: 2)" : ""} { ${columns(edge.target).join(" ")} }`;
}
