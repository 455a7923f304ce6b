import type { Column, Edge, Table } from "./model.ts";

/** A relation over which rows can be made or connected together with a row of its source. */
export interface NestedEdge {
  readonly edge: Edge;
  /** The columns that refer, of whichever side. */
  readonly columns: readonly Column[];
}

/** The relations of a table that an input of it may have: those whose columns can be given. Links lead elsewhere. */
export function nestedEdges(table: Table): readonly NestedEdge[] {
  // What was made is read back by its key.
  if (!table.key) return [];
  return table.edges.flatMap((edge): NestedEdge[] => {
    if (!edge.target.key || edge.kind !== "relation" || !edge.target.writes.create) return [];
    const [owner, columns] = edge.refers
      ? [table, edge.pairs.map(({ source }) => source)]
      : [edge.target, edge.pairs.map(({ target }) => target)];
    const isGiven = columns.every(({ name }) => owner.writes.insertable.some((column) => column.name === name));
    return isGiven ? [{ edge, columns }] : [];
  });
}
