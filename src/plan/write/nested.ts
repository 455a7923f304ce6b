import { SluiceError } from "../../lib/index.ts";
import type { Column, Table } from "../../model/index.ts";
import type { ConditionOn } from "../rows-scope.ts";
import { presetsOf } from "../rules/presets.ts";
import type { Assignment } from "./assignments.ts";
import { columnsGiven, type GivenColumn, sameColumns } from "./columns-given.ts";
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
import type { Steps } from "./step-list.ts";
import {
  type ChangedRow,
  deleteStep,
  distinct,
  findStep,
  insertStep,
  lockStep,
  type NamedRow,
  updateStep,
} from "./steps.ts";

/**
 * Plans rows that are made with all around them, each level in as few statements as its sets of columns need: first the rows
 * that others refer to, then those that refer.
 *
 * @returns the place of the step whose answer begins with the keys of the rows themselves.
 */
export function planCreated(
  table: Table,
  inputs: readonly GivenRow[],
  steps: Steps,
  conflict?: (row: readonly GivenColumn[]) => OnConflict,
): number {
  return insertLevel({ table, inputs, conflict }, steps)[0]?.step ?? 0;
}

/** What is to become of a row, and of those around it. */
export interface PatchedRow extends NamedRow {
  /** Where the client said it. */
  readonly patch: string;
  readonly assignments: readonly Assignment[];
  readonly around: readonly Around[];
}

/**
 * Plans a row that is changed with all around it. The first step finds it.
 *
 * @param condition what has to hold of it beside.
 * @returns the place of the step whose answer begins with its key.
 */
export function planPatched(table: Table, row: PatchedRow, condition: ConditionOn | undefined, steps: Steps): number {
  return patchFound(table, [row], steps, condition)[0]?.step ?? 0;
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

function insertLevel(level: CreatedLevel, steps: Steps): readonly AnsweredRow[] {
  const { table, inputs, referring = [], answered = [], conflict } = level;
  const around = inputs.map(readAround);
  const related = inputs.map((_, row) => [...(referring[row] ?? [])]);
  const backward = relationGroups(around, false);
  for (const group of relationGroups(around, true)) {
    relateForward(group, steps, (row, columns) => related[row]?.push(...columns));
  }
  const presets = presetsOf(table, "insert");
  const rows = inputs.map(({ input, path }, row) =>
    // One set of columns is one text.
    [...saidOnce(columnsGiven(input, path), related[row] ?? [], path), ...presets].toSorted(byName),
  );
  const columns = distinct([...(table.key ?? []), ...answered, ...backward.flatMap(({ nested }) => referred(nested))]);
  const made = steps.add(insertStep(table, rows, columns, steps.budget, conflict?.(rows[0] ?? [])), columns);
  relateBackward(backward, made, steps);
  return made;
}

/** Makes or finds rows that others are to refer to. */
function relateForward(
  { nested, related }: RelationGroup,
  steps: Steps,
  refer: (row: number, columns: readonly GivenColumn[]) => void,
): void {
  const { target } = nested.edge;
  const answered = referred(nested);
  const created = related("create");
  if (created.length > 0) {
    const made = insertLevel({ table: target, inputs: created, answered }, steps);
    for (const [index, { row, path }] of created.entries()) refer(row, referringTo(nested, made[index], path));
  }
  const connected = related("connect").map(({ row, ...given }) => ({ row, path: given.path, holds: readKey(given) }));
  for (const rows of bySameColumns(connected, ({ holds }) => holds)) {
    const found = steps.add(findStep(target, rows, answered), answered);
    for (const [index, { row, path }] of rows.entries()) refer(row, referringTo(nested, found[index], path));
  }
}

/** What is to become of the rows that refer to others; those that leave go first, so that others can take their places. */
function relateBackward(groups: readonly RelationGroup[], around: readonly AnsweredRow[], steps: Steps): void {
  for (const { nested, related } of groups) {
    const { target, many } = nested.edge;
    const named = (action: "delete" | "disconnect"): readonly NamedRow[] =>
      related(action).map(({ row, ...given }) => {
        const key = many ? readKey(given) : [];
        return { path: given.path, holds: [...key, ...referringTo(nested, around[row])] };
      });

    for (const rows of bySameColumns(named("delete"), ({ holds }) => holds)) steps.add(deleteStep(target, rows));
    const cleared = nested.cleared.map(emptied);
    for (const rows of bySameColumns(named("disconnect"), ({ holds }) => holds)) {
      const emptiedRows = rows.map((row) => ({ ...row, assignments: cleared }));
      steps.add(updateStep(target, emptiedRows, []));
    }
    const updated = related("update").map(({ row, ...given }) => {
      const { key, patch } = many ? readUpdate(given) : { key: undefined, patch: given };
      const holds = [...(key ? readKey(key) : []), ...referringTo(nested, around[row])];
      return readPatched(patch, holds, (key ?? given).path);
    });
    patchRows(target, updated, steps);
    const connected = related("connect").map(({ row, ...given }): ChangedRow => {
      const assignments = referringTo(nested, around[row], given.path).map(assigned);
      return { path: given.path, holds: readKey(given), assignments };
    });
    for (const rows of bySameColumns(connected, ({ holds }) => holds)) steps.add(updateStep(target, rows, []));
    const created = related("create");
    if (created.length > 0) {
      const referring = created.map(({ row, path }) => referringTo(nested, around[row], path));
      insertLevel({ table: target, inputs: created, referring }, steps);
    }
  }
}

function readPatched(patch: GivenRow, holds: readonly GivenColumn[], path: string): PatchedRow {
  const assignments = columnsGiven(patch.input, patch.path).map(assigned);
  const around = readAround(patch);
  if (assignments.length + around.length > 0) return { path, patch: patch.path, holds, assignments, around };
  throw new SluiceError("BAD_USER_INPUT", `${patch.path} changes nothing. Give at least one column, or leave it out.`);
}

/** Changes rows in one statement where that is enough; else all are found before the first one is changed. */
function patchRows(table: Table, rows: readonly PatchedRow[], steps: Steps): void {
  if (rows.length === 0) return;
  const isFlat = rows.every(({ around }) => around.length === 0);
  const isOne = bySameColumns(rows, ({ holds, assignments }) => [...holds, ...assignments]).length === 1;
  if (isFlat && isOne) steps.add(updateStep(table, rows, []));
  else patchFound(table, rows, steps);
}

function patchFound(
  table: Table,
  rows: readonly PatchedRow[],
  steps: Steps,
  condition?: ConditionOn,
): readonly AnsweredRow[] {
  const around = rows.map((row) => row.around);
  const [forward, backward] = [relationGroups(around, true), relationGroups(around, false)];
  const columns = distinct([
    ...(table.key ?? []),
    ...forward.flatMap(({ nested }) => nested.columns),
    ...backward.flatMap(({ nested }) => referred(nested)),
  ]);
  const found = findRows(table, rows, columns, steps, condition);

  const referring = rows.map((): Assignment[] => []);
  for (const group of forward) {
    relateForward(group, steps, (row, related) => referring[row]?.push(...related.map(assigned)));
    const { nested, related } = group;
    const cleared = nested.cleared.map(emptied);
    for (const { row } of [...related("disconnect"), ...related("delete")]) referring[row]?.push(...cleared);
    // Which row would be meant, the one before or the one after?
    for (const { row } of related("update"))
      saidOnce(rows[row]?.assignments ?? [], nested.columns.map(emptied), rows[row]?.patch ?? "");
  }
  const now = [...found];
  const changed = rows.flatMap(({ path, patch, assignments }, row) => {
    const own = saidOnce(assignments, referring[row] ?? [], patch);
    const held = found[row];
    return own.length === 0 || !held ? [] : [{ row, path, holds: keyOf(table, held), assignments: own }];
  });
  for (const same of bySameColumns(changed, (each) => each.assignments)) {
    // They were found: only a trigger can leave one as it is.
    const answered = steps.add({ ...updateStep(table, same, columns), missing: undefined }, columns);
    for (const [index, { row }] of same.entries())
      now[row] = answered[index] ?? found[row] ?? { step: 0, row, columns };
  }

  relateBackward(backward, now, steps);
  for (const { nested, related } of forward) {
    const { target } = nested.edge;
    const deleted = related("delete").map(({ row, path }) => ({ path, holds: whatItRefersTo(nested, found[row]) }));
    if (deleted.length > 0) steps.add(deleteStep(target, deleted));
    const updated = related("update").map(({ row, ...given }) =>
      readPatched(given, whatItRefersTo(nested, found[row]), given.path),
    );
    patchRows(target, updated, steps);
  }
  return now;
}

/** Finds rows that are named by whichever keys, each once, and lets nobody else change them. */
function findRows(
  table: Table,
  rows: readonly PatchedRow[],
  columns: readonly Column[],
  steps: Steps,
  condition: ConditionOn | undefined,
): readonly AnsweredRow[] {
  const found = new Map<PatchedRow, AnsweredRow>();
  const before: number[] = [];
  for (const group of bySameColumns(rows, ({ holds }) => holds)) {
    const step = lockStep(table, group, columns, condition);
    const answered = steps.add({ ...step, once: { steps: [...before], columns: table.key?.length ?? 0 } }, columns);
    for (const [index, row] of group.entries()) {
      const held = answered[index];
      if (held) found.set(row, held);
    }
    before.push(steps.list.length - 1);
  }
  return rows.flatMap((row) => found.get(row) ?? []);
}

const assigned = (given: GivenColumn): Assignment => ({ ...given, change: "patch" });
const emptied = (column: Column): Assignment => assigned({ column, type: column.type, print: () => "null" });

const byName = (a: GivenColumn, b: GivenColumn): number => (a.column.name < b.column.name ? -1 : 1);

/** Rows of which one statement is told the same columns, of the same types, to change in the same way. */
function bySameColumns<Row>(
  rows: readonly Row[],
  columnsOf: (row: Row) => readonly (GivenColumn | Assignment)[],
): readonly (readonly Row[])[] {
  return [...Map.groupBy(rows, (row) => sameColumns(columnsOf(row))).values()];
}
