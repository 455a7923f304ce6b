import type { Column } from "../model/index.ts";
import type { Selected } from "./selection.ts";

/** The columns of a table that its selected fields are made of. */
export function neededColumns(selection: readonly Selected[]): readonly Column[] {
  const columns = selection.flatMap(({ meaning }) => {
    if (meaning.kind === "column" || meaning.kind === "etag") return [meaning.column];
    if (meaning.kind === "custom") return meaning.needs;
    if (meaning.kind === "id") return meaning.table.idColumns ?? [];
    const edge = meaning.kind === "edge" || meaning.kind === "connection" ? meaning.edge : undefined;
    return edge?.pairs.map((pair) => pair.source) ?? [];
  });
  return [...new Set(columns)];
}
