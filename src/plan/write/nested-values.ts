import { SluiceError } from "../../lib/index.ts";
import { type Column, isDocument, type NestedEdge, type Table } from "../../model/index.ts";
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

/**
 * What columns hold that refer to a row.
 *
 * @param path of what is to be related to it: nothing can be where the row has no value to refer to. Undefined for what is
 * only looked for.
 */
export const referringTo = (nested: NestedEdge, row: AnsweredRow | undefined, path?: string): readonly GivenColumn[] =>
  taken(nested.columns, referred(nested), row, path);

/** What the columns of a row hold that another one refers to. */
export const whatItRefersTo = (nested: NestedEdge, row: AnsweredRow | undefined): readonly GivenColumn[] =>
  taken(referred(nested), nested.columns, row);

export const keyOf = ({ key = [] }: Table, row: AnsweredRow): readonly GivenColumn[] => taken(key, key, row);

/** Of the type of the column that they come from: Postgres makes the other's of it, as it does for a foreign key. */
function taken(
  columns: readonly Column[],
  from: readonly Column[],
  row: AnsweredRow | undefined,
  path?: string,
): readonly GivenColumn[] {
  if (!row) throw new Error("No step answers the row.");
  return columns.map((column, index): GivenColumn => {
    const source = from[index] ?? column;
    const place = row.columns.findIndex(({ name }) => name === source.name);
    const isJson = isDocument(source.type);
    const print: GivenColumn["print"] = ({ answers }, spend) => {
      const text = answers?.[row.step]?.[row.row]?.[place] ?? null;
      if (text === null) {
        if (path !== undefined) throw nothingToRefer(path, source);
        return "null";
      }
      spend(text.length);
      return isJson ? text : JSON.stringify(text);
    };
    return { column, type: source.type, print };
  });
}

function nothingToRefer(path: string, { field }: Column): SluiceError {
  const message = `${path} cannot be related: ${field}, by which it would be, is null in the other row. Give that a value first.`;
  return new SluiceError("BAD_USER_INPUT", message);
}
