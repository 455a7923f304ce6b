import type { Edge } from "../model/index.ts";
import type { Alias, Fragment } from "../sql/index.ts";
import type { Selected, SelectionScope } from "./selection.ts";

/** What one statement is planned with. Links met on the way are collected: each becomes a statement of its own. */
export interface RowsScope extends SelectionScope {
  readonly maxLimit: number;
  readonly links: PendingLink[];
  readonly printRow: PrintRow;
}

export interface PendingLink {
  readonly path: string;
  readonly edge: Edge;
  readonly selected: Selected;
}

/** The select list of a row: every column, nested row and link key under its own key. */
export type PrintRow = (selection: readonly Selected[], alias: Alias, path: string, scope: RowsScope) => Fragment;

/** What ties rows to their parent, or to their key, given the alias of their table. */
export type ConditionOn = (alias: Alias) => Fragment | undefined;
