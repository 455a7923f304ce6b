import { SluiceError } from "../../lib/index.ts";
import type { Column, Table } from "../../model/index.ts";
import type { WriteStep } from "../plan.ts";
import type { ConditionOn } from "../rows-scope.ts";
import type { Assignment } from "./assignments.ts";
import { columnsGiven, type GivenColumn } from "./columns-given.ts";
import type { OnConflict } from "./insert.ts";
import {
  type Around,
  type GivenRow,
  type RelationGroup,
  readAround,
  readKey,
  readUpdate,
  relationGroups,
} from "./nested-rows.ts";
import { type AnsweredRow, keyOf, referred, referringTo, whatItRefersTo } from "./nested-values.ts";
import { saidOnce } from "./said-once.ts";
import { type ChangedRow, deleteStep, findStep, insertStep, type NamedRow, updateStep } from "./steps.ts";

/**
 * Plans rows that are made with all around them, each level in as few statements as its sets of columns need: first the rows
 * that others refer to, then those that refer.
 *
 * @param steps gets the statements in their order.
 * @returns the place of the one whose answer begins with the keys of the rows themselves.
 */
export function planCreated(
  table: Table,
  inputs: readonly GivenRow[],
  steps: WriteStep[],
  conflict?: (row: readonly GivenColumn[]) => OnConflict,
): number {
  return insertLevel({ table, inputs, conflict }, steps)[0]?.step ?? 0;
}

/** What is to become of a row, and of those around it. */
export interface PatchedRow extends NamedRow {
  readonly assignments: readonly Assignment[];
  readonly around: readonly Around[];
}

/**
 * Plans rows that are changed with all around them. The first step finds them.
 *
 * @param condition what has to hold of them beside.
 * @returns the places of those whose answers begin with their keys.
 */
export function planPatched(
  table: Table,
  row: PatchedRow,
  condition: ConditionOn | undefined,
  steps: WriteStep[],
): number {
  return patchGroup(table, [row], steps, condition)[0]?.step ?? 0;
}

interface CreatedLevel {
  readonly table: Table;
  readonly inputs: readonly GivenRow[];
  /** For each row the columns that refer to rows which are there already. */
  readonly referring?: readonly (readonly GivenColumn[])[];
  /** Columns whose values others need, beside those of the key. */
  readonly answered?: readonly Column[];
  readonly conflict?: ((row: readonly GivenColumn[]) => OnConflict) | undefined;
}

function insertLevel(level: CreatedLevel, steps: WriteStep[]): readonly AnsweredRow[] {
  const { table, inputs, referring = [], answered = [], conflict } = level;
  const around = inputs.map(readAround);
  const related = inputs.map((_, row) => [...(referring[row] ?? [])]);
  const backward = relationGroups(around, false);
  for (const group of relationGroups(around, true)) {
    relateForward(group, steps, (row, columns) => related[row]?.push(...columns));
  }
  const rows = inputs.map(({ input, path }, row) =>
    // One set of columns is one text.
    saidOnce(columnsGiven(input, path), related[row] ?? [], path).toSorted(byName),
  );
  const columns = distinct([...(table.key ?? []), ...answered, ...backward.flatMap(({ nested }) => referred(nested))]);
  steps.push(insertStep(table, rows, columns, conflict?.(rows[0] ?? [])));
  const made = answeredBy(steps, inputs.length, columns);
  relateBackward(backward, made, steps);
  return made;
}

/** Makes or finds rows that others are to refer to. */
function relateForward(
  { nested, related }: RelationGroup,
  steps: WriteStep[],
  refer: (row: number, columns: readonly GivenColumn[]) => void,
): void {
  const { target } = nested.edge;
  const answered = referred(nested);
  const created = related("create");
  if (created.length > 0) {
    const made = insertLevel({ table: target, inputs: created, answered }, steps);
    for (const [index, { row }] of created.entries()) refer(row, referringTo(nested, made[index]));
  }
  const connected = related("connect").map(({ row, ...given }) => ({ row, path: given.path, holds: readKey(given) }));
  for (const rows of bySameColumns(connected, ({ holds }) => holds)) {
    steps.push(findStep(target, rows, answered));
    const found = answeredBy(steps, rows.length, answered);
    for (const [index, { row }] of rows.entries()) refer(row, referringTo(nested, found[index]));
  }
}

/** What is to become of the rows that refer to others; those that leave go first, so that others can take their places. */
function relateBackward(groups: readonly RelationGroup[], around: readonly AnsweredRow[], steps: WriteStep[]): void {
  for (const { nested, related } of groups) {
    const { target, many } = nested.edge;
    const theirs = (row: number) => referringTo(nested, around[row]);
    const named = (action: "delete" | "disconnect"): readonly NamedRow[] =>
      related(action).map(({ row, ...given }) => {
        return { path: given.path, holds: [...(many ? readKey(given) : []), ...theirs(row)] };
      });

    for (const rows of bySameColumns(named("delete"), ({ holds }) => holds)) steps.push(deleteStep(target, rows));
    const cleared = nested.cleared.map(emptied);
    for (const rows of bySameColumns(named("disconnect"), ({ holds }) => holds)) {
      steps.push(
        updateStep(
          target,
          rows.map((row) => ({ ...row, assignments: cleared })),
          [],
        ),
      );
    }
    const updated = related("update").map(({ row, ...given }) => {
      const { key, patch } = many ? readUpdate(given) : { key: undefined, patch: given };
      return readPatched(patch, [...(key ? readKey(key) : []), ...theirs(row)], (key ?? given).path);
    });
    patchRows(target, updated, steps);
    const connected = related("connect").map(({ row, ...given }): ChangedRow => {
      return { path: given.path, holds: readKey(given), assignments: theirs(row).map(assigned) };
    });
    for (const rows of bySameColumns(connected, ({ holds }) => holds)) steps.push(updateStep(target, rows, []));
    const created = related("create");
    if (created.length > 0) {
      insertLevel({ table: target, inputs: created, referring: created.map(({ row }) => theirs(row)) }, steps);
    }
  }
}

function readPatched(patch: GivenRow, holds: readonly GivenColumn[], path: string): PatchedRow {
  const assignments = columnsGiven(patch.input, patch.path).map(assigned);
  const around = readAround(patch);
  if (assignments.length + around.length > 0) return { path, holds, assignments, around };
  throw new SluiceError("BAD_USER_INPUT", `${patch.path} changes nothing. Give at least one column, or leave it out.`);
}

function patchRows(table: Table, rows: readonly PatchedRow[], steps: WriteStep[]): void {
  for (const group of bySameColumns(rows, ({ holds }) => holds)) patchGroup(table, group, steps);
}

function patchGroup(
  table: Table,
  rows: readonly PatchedRow[],
  steps: WriteStep[],
  condition?: ConditionOn,
): readonly AnsweredRow[] {
  const around = rows.map((row) => row.around);
  const [forward, backward] = [relationGroups(around, true), relationGroups(around, false)];
  if (forward.length + backward.length === 0 && !condition) {
    for (const same of bySameColumns(rows, ({ assignments }) => assignments)) steps.push(updateStep(table, same, []));
    return [];
  }
  const columns = distinct([
    ...(table.key ?? []),
    ...forward.flatMap(({ nested }) => nested.columns),
    ...backward.flatMap(({ nested }) => referred(nested)),
  ]);
  steps.push(findStep(table, rows, columns, { isLocked: true, condition }));
  const found = answeredBy(steps, rows.length, columns);

  const referring = rows.map((): Assignment[] => []);
  for (const group of forward) {
    relateForward(group, steps, (row, related) => referring[row]?.push(...related.map(assigned)));
    const cleared = group.nested.cleared.map(emptied);
    for (const { row } of [...group.related("disconnect"), ...group.related("delete")])
      referring[row]?.push(...cleared);
  }
  const assignments = rows.map((row, index) => saidOnce(row.assignments, referring[index] ?? [], row.path));
  const now = [...found];
  const changed = found.flatMap((held, row) => {
    const own = assignments[row] ?? [];
    return own.length === 0 ? [] : [{ row, path: rows[row]?.path ?? "", holds: keyOf(table, held), assignments: own }];
  });
  for (const same of bySameColumns(changed, (each) => each.assignments)) {
    steps.push(updateStep(table, same, columns));
    for (const [index, answered] of answeredBy(steps, same.length, columns).entries()) {
      const row = same[index]?.row;
      if (row !== undefined) now[row] = answered;
    }
  }

  relateBackward(backward, now, steps);
  for (const { nested, related } of forward) {
    const { target } = nested.edge;
    const deleted = related("delete").map(({ row, path }) => ({ path, holds: whatItRefersTo(nested, found[row]) }));
    if (deleted.length > 0) steps.push(deleteStep(target, deleted));
    const updated = related("update").map(({ row, ...given }) =>
      readPatched(given, whatItRefersTo(nested, found[row]), given.path),
    );
    patchRows(target, updated, steps);
  }
  return now;
}

const assigned = (given: GivenColumn): Assignment => ({ ...given, change: "patch" });
const emptied = (column: Column): Assignment => assigned({ column, type: column.type, print: () => "null" });

const byName = (a: GivenColumn, b: GivenColumn): number => (a.column.name < b.column.name ? -1 : 1);

const answeredBy = (steps: readonly WriteStep[], rows: number, columns: readonly Column[]): readonly AnsweredRow[] =>
  Array.from({ length: rows }, (_, row) => ({ step: steps.length - 1, row, columns }));

const distinct = (columns: readonly Column[]): readonly Column[] => [
  ...new Map(columns.map((column) => [column.name, column])).values(),
];

/** Rows of which one statement is told the same columns. */
function bySameColumns<Row>(
  rows: readonly Row[],
  columnsOf: (row: Row) => readonly (GivenColumn | Assignment)[],
): readonly (readonly Row[])[] {
  const text = (each: GivenColumn | Assignment) => `${each.column.name}\0${"change" in each ? each.change : ""}`;
  return [...Map.groupBy(rows, (row) => columnsOf(row).map(text).join("\0\0")).values()];
}
