import type { Column, Table } from "./model.ts";

/** How a column can change by what it holds already, each an argument of an update. */
export const changes = ["increment", "append", "prepend", "remove", "merge"] as const;
export type Change = (typeof changes)[number];

const numbers: ReadonlySet<unknown> = new Set(["Int", "BigInt", "Float", "Decimal"]);

const suits: Record<Change, (column: Column) => boolean> = {
  increment: ({ type }) => numbers.has(type.named) && !type.list,
  append: ({ type }) => type.list === "array",
  prepend: ({ type }) => type.list === "array",
  remove: ({ type }) => (type.list === "array" && type.element !== undefined) || isDocument(type),
  merge: ({ type }) => isDocument(type),
};

/** Whether it is `jsonb`. */
export const isDocument = ({ operators, list }: Column["type"]): boolean => operators === "json" && !list;

/** The columns of a table that can change so. */
export function changeable({ writes }: Table, change: Change): readonly Column[] {
  return writes.updatable.filter(suits[change]);
}
