import type { Column, Table } from "./model.ts";

/** How a column can change by what it holds already, each an argument of an update. */
export const changes = ["increment", "append", "prepend", "remove", "merge"] as const;
export type Change = (typeof changes)[number];

const suits: Record<Change, (column: Column) => boolean> = {
  increment: ({ type }) => isNumber(type) && !type.list,
  append: ({ type }) => type.list === "array",
  prepend: ({ type }) => type.list === "array",
  remove: ({ type }) => (type.list === "array" && type.element !== undefined) || isDocument(type),
  merge: ({ type }) => isDocument(type),
};

const isNumber = ({ family, named }: Column["type"]): boolean =>
  family === "integer" || family === "numeric" || named === "Float";

/** Whether it is `jsonb`. */
export const isDocument = ({ operators, list }: Column["type"]): boolean => operators === "json" && !list;

/** The columns of a table that can change so. Whether it can be done tells what a column holds, so none that is not seen. */
export function changeable({ writes, columns }: Table, change: Change): readonly Column[] {
  const seen = new Set(columns.map(({ name }) => name));
  return writes.updatable.filter((column) => seen.has(column.name) && suits[change](column));
}
