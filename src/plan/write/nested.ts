import { SluiceError } from "../../lib/index.ts";
import type { Column, Table } from "../../model/index.ts";
import { sql } from "../../sql/index.ts";
import type { Input } from "../input.ts";
import type { WriteStep } from "../plan.ts";
import { prepare } from "../prepare.ts";
import type { GivenColumn } from "./columns-given.ts";
import { connectedGroups, connectStep, findStep, textsOf } from "./connect.ts";
import { insertRows } from "./insert.ts";
import { type NestedRow, type RelatedTo, readRow, relationGroups } from "./nested-rows.ts";

/**
 * Plans rows and all that are made or connected together with them, each level in one statement: first the rows that others
 * refer to, then those that refer.
 *
 * @param steps gets the statements in their order.
 * @returns the place of the one whose answer begins with the keys of the rows themselves.
 */
export function planNested(
  table: Table,
  inputs: readonly { readonly input: Input; readonly path: string }[],
  steps: WriteStep[],
): number {
  return insertLevel({ table, rows: inputs.map(readRow), answered: [] }, steps).step;
}

interface Level {
  readonly table: Table;
  readonly rows: readonly NestedRow[];
  /** For each row the columns that refer to rows which were made before it; none where there are no such rows. */
  readonly referring?: readonly (readonly GivenColumn[])[];
  /** Columns whose values others need, beside those of the key. */
  readonly answered: readonly Column[];
}

/** A statement whose answer has these columns of each row. */
interface Answered {
  readonly step: number;
  readonly columns: readonly Column[];
}

function insertLevel({ table, rows, referring = [], answered }: Level, steps: WriteStep[]): Answered {
  const given = rows.map((row, index) => [...row.given, ...(referring[index] ?? [])]);
  for (const { nested, create, connect } of relationGroups(rows, true)) {
    const { target, pairs } = nested.edge;
    const referred = pairs.map((pair) => pair.target);
    const refer = (related: readonly RelatedTo[], answer: Answered) => {
      for (const [place, { row }] of related.entries())
        given[row]?.push(...referringColumns(nested.columns, referred, answer, place));
    };
    if (create.length > 0)
      refer(create, insertLevel({ table: target, rows: create.map(readRow), answered: referred }, steps));
    for (const connected of connectedGroups(connect)) {
      steps.push(findStep(target, connected, referred));
      refer(connected, { step: steps.length - 1, columns: referred });
    }
  }

  const backward = relationGroups(rows, false);
  const sources = backward.flatMap(({ nested }) => nested.edge.pairs.map((pair) => pair.source));
  const answer = insertStep(table, rows, given, [...answered, ...sources], steps);

  for (const { nested, create, connect } of backward) {
    const { target, pairs } = nested.edge;
    const source = pairs.map((pair) => pair.source);
    const referTo = ({ row }: RelatedTo) => referringColumns(nested.columns, source, answer, row);
    if (create.length > 0) {
      insertLevel({ table: target, rows: create.map(readRow), referring: create.map(referTo), answered: [] }, steps);
    }
    for (const connected of connectedGroups(connect))
      steps.push(connectStep(target, connected, connected.map(referTo)));
  }
  return answer;
}

/** Columns that refer, each with the value that the answer has for what it refers to. */
function referringColumns(
  columns: readonly Column[],
  referred: readonly Column[],
  answer: Answered,
  row: number,
): readonly GivenColumn[] {
  return columns.map((column, index): GivenColumn => {
    const place = answer.columns.findIndex(({ name }) => name === referred[index]?.name);
    const print: GivenColumn["print"] = ({ answers }) => JSON.stringify(answers?.[answer.step]?.[row]?.[place] ?? null);
    return { column, type: column.type, print };
  });
}

function insertStep(
  table: Table,
  rows: readonly NestedRow[],
  given: readonly (readonly GivenColumn[])[],
  answered: readonly Column[],
  steps: WriteStep[],
): Answered {
  for (const [index, { path }] of rows.entries()) checkOnce(given[index] ?? [], path);
  const all = given.map((columns) => columns.toSorted((a, b) => (a.column.name < b.column.name ? -1 : 1)));
  const columns = [...new Map([...(table.key ?? []), ...answered].map((column) => [column.name, column])).values()];
  const written = sql.alias("w");
  const text = sql`with ${insertRows(table, all, columns, written)}
select (select coalesce(${sql.own("json_agg")}(${textsOf(columns, written)}), '[]'::${sql.own("json")}) from ${sql.reference(written)})::${sql.own("text")}`;
  steps.push({ statement: prepare(table, text), rows: rows.length, missing: undefined });
  return { step: steps.length - 1, columns };
}

/** @throws SluiceError BAD_USER_INPUT where a column is given, and a relation says what it refers to, too. */
function checkOnce(given: readonly GivenColumn[], path: string): void {
  const seen = new Set<string>();
  for (const { column } of given) {
    if (seen.has(column.name)) {
      const message = `${path} says twice what ${column.field} is: by itself, or by a relation. Say it once.`;
      throw new SluiceError("BAD_USER_INPUT", message);
    }
    seen.add(column.name);
  }
}
