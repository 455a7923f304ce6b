import { SluiceError } from "../../lib/index.ts";
import { mostRows, type Table } from "../../model/index.ts";
import { type Alias, type Bind, type Fragment, sql } from "../../sql/index.ts";
import { byKey } from "../by-key.ts";
import { itself, where } from "../clauses.ts";
import { currentRow, ifMatch } from "../etag.ts";
import { whereCondition } from "../filter/where.ts";
import type { WriteMeaning } from "../meaning.ts";
import { prepare } from "../prepare.ts";
import type { ConditionOn, RowsScope } from "../rows-scope.ts";
import { mayNotChange } from "../rules/check.ts";
import { hit, holdingSeen } from "../rules/hit.ts";
import { presetsOf } from "../rules/presets.ts";
import { seenOnly, unlessForbidden, watch, writeEvents } from "../rules/watch.ts";
import type { Selected } from "../selection.ts";
import { answerOf, countOf } from "./answer.ts";
import { type Assignment, readAssignments } from "./assignments.ts";
import { columnsGiven, type GivenColumn } from "./columns-given.ts";
import { onConflict } from "./conflict.ts";
import { insertRows } from "./insert.ts";
import { narrowFilter } from "./narrow.ts";
import { planNestedWrite } from "./plan-nested.ts";
import type { PlannedWrite } from "./planned-write.ts";
import { printKeys, rowsByKeys } from "./read-back.ts";
import { type Returned, returning, withFlags } from "./returned.ts";
import { secured } from "./secured.ts";
import { updateRows } from "./update.ts";

/**
 * A root field that writes. One statement writes and answers; but a statement sees tables as they were before it, so where
 * related rows are selected, or decide what the role sees, or triggers may change what was written, a second one reads the
 * rows by their keys. A row that is deleted is answered as it was, so there one is always enough.
 */
export function planWrite(root: Selected, meaning: WriteMeaning, path: string, scope: RowsScope): PlannedWrite {
  const { table, verb } = meaning;
  const answer = answerOf(root, meaning, path, scope);
  const nested = planNestedWrite(root, meaning, answer, scope.budget);
  if (nested) return nested;
  const watched = watch(table, verb);
  const prepared = (text: Fragment) =>
    verb === "delete" ? prepare(table, text) : secured(prepare(table, text), table, verb);
  const given = root.inputs.get("inputs");
  const planned = {
    current: ifMatch(root, table) && currentRow(root, table),
    rows: given?.kind === "list" ? given.items.length : 1,
    check: watched.later,
    forbidden: watched.forbidden,
    refused: verb === "upsert" && table.rules ? () => mayNotChange(table) : undefined,
    nested: undefined,
  };
  const written = sql.alias("w");
  const { key } = table;
  const isStale =
    verb !== "delete" &&
    (answer.hasRelated ||
      (answer.showsRows && watched.isSeenLater) ||
      (answer.needed.length > 0 && mayDiffer(root, table, verb)));
  if (!(isStale || watched.later) || !key) {
    const returned = withFlags(answer.needed, [...watched.allowed, ...watched.seen]);
    const write = writeRows(root, meaning, returned, written, scope);
    const [shown, only] = seenOnly(written, watched, returned);
    const printed = unlessForbidden(answer.print(shown, countOf(written)), written, watched, returned);
    return { ...planned, statement: prepared(sql`with ${write}${only}\nselect ${printed}`), readBack: undefined };
  }
  const returned = withFlags(key, watched.allowed);
  const write = writeRows(root, meaning, returned, written, scope);
  const rows = sql.alias("w");
  const most =
    meaning.many && verb !== "create" && answer.showsRows && !watched.later
      ? mostRows(table, scope.maxLimit)
      : undefined;
  const keys = unlessForbidden(printKeys(key, written, most), written, watched, returned);
  const read = rowsByKeys(table, key, answer.needed, rows);
  const count: Bind = (values) => values.keys[0]?.length ?? 0;
  const printed = answer.print(rows, sql`${sql.bind(count)}::${sql.own("int8")}`);
  return {
    ...planned,
    statement: prepared(sql`with ${write}\nselect ${keys}`),
    readBack: { statement: prepare(table, sql`with ${read}\nselect ${printed}`), columns: key.length, most },
  };
}

/** Whether rows may be other than they were written: by triggers, or by a foreign key to the table itself that cascades. */
function mayDiffer({ inputs }: Selected, table: Table, verb: keyof typeof writeEvents): boolean {
  if (writeEvents[verb].some((event) => table.writes.triggers.has(event))) return true;
  const keys = new Set(table.lookups.flatMap(({ columns }) => columns));
  const patch = inputs.get("patch");
  const isKeyChanged = patch?.kind === "object" && columnsGiven(patch, "patch").some(({ column }) => keys.has(column));
  return isKeyChanged && table.edges.some(({ target }) => target === table);
}

function writeRows(
  root: Selected,
  meaning: WriteMeaning,
  returned: Returned,
  written: Alias,
  scope: RowsScope,
): Fragment {
  const { table, verb, many } = meaning;
  const { inputs } = root;
  switch (verb) {
    case "create":
      return insertRows(table, many ? rowsOf(table, inputs) : [rowOf(table, inputs)], returned, written, scope.budget);
    case "upsert": {
      const row = rowOf(table, inputs);
      return insertRows(table, [row], returned, written, scope.budget, onConflict(root, table, row));
    }
    case "update": {
      const assignments = assignmentsOf(root, table);
      const condition = holdingSeen(table, assignments, conditionOf(root, meaning, "update", scope));
      return updateRows(table, assignments, condition, returned, written);
    }
    case "delete": {
      const alias = sql.alias("t");
      const condition = conditionOf(root, meaning, "delete", scope)(alias);
      return sql`${sql.reference(written)} as (
delete from ${itself(table, alias)}${where([condition])}${returning(table, returned, alias)}
)`;
    }
  }
}

/** @throws SluiceError BAD_USER_INPUT where nothing is to change. */
function assignmentsOf(root: Selected, table: Table): readonly Assignment[] {
  const assignments = readAssignments(root);
  const presets = presetsOf(table, "update").map((given): Assignment => ({ ...given, change: "patch" }));
  if (assignments.length > 0) return [...assignments, ...presets];
  throw new SluiceError("BAD_USER_INPUT", `${root.field.name} changes nothing. Give patch at least one column.`);
}

function conditionOf(
  root: Selected,
  { table, many }: WriteMeaning,
  verb: "update" | "delete",
  scope: RowsScope,
): ConditionOn {
  if (!many) {
    const [key, match] = [byKey(table.key ?? [], root), ifMatch(root, table)];
    return hit(table, verb, (alias) => (match ? sql`${key(alias)} and ${match(alias)}` : key(alias)));
  }
  const filter = narrowFilter(root, scope.variables);
  return hit(table, verb, (alias) => whereCondition(filter, alias), filter);
}

const rowOf = (table: Table, inputs: Selected["inputs"]): readonly GivenColumn[] => [
  ...columnsGiven(inputs.get("input") ?? { kind: "null" }, "input"),
  ...presetsOf(table, "insert"),
];

function rowsOf(table: Table, inputs: Selected["inputs"]): readonly (readonly GivenColumn[])[] {
  const input = inputs.get("inputs");
  const items = input?.kind === "list" ? input.items : [];
  const presets = presetsOf(table, "insert");
  return items.map((item, index) => [...columnsGiven(item, `inputs[${index}]`), ...presets]);
}
