import type { Column, NestedEdge, Table } from "../../model/index.ts";
import type { GivenColumn } from "./columns-given.ts";

/** A row that a step answers, with these columns of it. */
export interface AnsweredRow {
  readonly step: number;
  readonly row: number;
  readonly columns: readonly Column[];
}

/** The columns that are referred to, of whichever side. */
export const referred = ({ edge }: NestedEdge): readonly Column[] =>
  edge.pairs.map((pair) => (edge.refers ? pair.target : pair.source));

/** What columns hold that refer to a row. */
export const referringTo = (nested: NestedEdge, row: AnsweredRow | undefined): readonly GivenColumn[] =>
  taken(nested.columns, referred(nested), row);

/** What the columns of a row hold that another one refers to. */
export const whatItRefersTo = (nested: NestedEdge, row: AnsweredRow | undefined): readonly GivenColumn[] =>
  taken(referred(nested), nested.columns, row);

export const keyOf = ({ key = [] }: Table, row: AnsweredRow): readonly GivenColumn[] => taken(key, key, row);

function taken(
  columns: readonly Column[],
  from: readonly Column[],
  row: AnsweredRow | undefined,
): readonly GivenColumn[] {
  if (!row) throw new Error("No step answers the row.");
  return columns.map((column, index): GivenColumn => {
    const place = row.columns.findIndex(({ name }) => name === from[index]?.name);
    const print: GivenColumn["print"] = ({ answers }) =>
      JSON.stringify(answers?.[row.step]?.[row.row]?.[place] ?? null);
    return { column, type: column.type, print };
  });
}
