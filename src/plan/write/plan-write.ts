import { SluiceError } from "../../lib/index.ts";
import type { Column, Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { byKey } from "../by-key.ts";
import { isPartlySeen, itself, where } from "../clauses.ts";
import { currentRow, ifMatch } from "../etag.ts";
import { whereCondition } from "../filter/where.ts";
import type { WriteMeaning } from "../meaning.ts";
import { prepare } from "../prepare.ts";
import type { ConditionOn, RowsScope } from "../rows-scope.ts";
import { checkOf, mayNotChange } from "../rules/check.ts";
import { hit } from "../rules/hit.ts";
import { presetsOf } from "../rules/presets.ts";
import type { Selected } from "../selection.ts";
import { answerOf } from "./answer.ts";
import { type Assignment, readAssignments } from "./assignments.ts";
import { columnsGiven, type GivenColumn } from "./columns-given.ts";
import { onConflict } from "./conflict.ts";
import { insertRows } from "./insert.ts";
import { narrowFilter } from "./narrow.ts";
import { planNestedWrite } from "./plan-nested.ts";
import type { PlannedWrite } from "./planned-write.ts";
import { printKeys, rowsByKeys } from "./read-back.ts";
import { returning } from "./returning.ts";
import { secured } from "./secured.ts";
import { updateRows } from "./update.ts";

/**
 * A root field that writes. One statement writes and answers; but a statement sees tables as they were before it, so where
 * related rows are selected, or triggers may change what was written, a second one reads the rows by their keys. A row that
 * is deleted is answered as it was, so there one is always enough.
 */
export function planWrite(root: Selected, meaning: WriteMeaning, path: string, scope: RowsScope): PlannedWrite {
  const { table, verb } = meaning;
  const answer = answerOf(root, meaning, path, scope);
  const nested = planNestedWrite(root, meaning, answer, scope.budget);
  if (nested) return nested;
  const { key, rules } = table;
  // Who does not see all of it is answered what it sees.
  const isStale =
    verb !== "delete" &&
    (isPartlySeen(table) || answer.hasRelated || (answer.needed.length > 0 && mayDiffer(root, table, verb)));
  const check = verb === "delete" ? undefined : checkOf(table, events[verb]);
  const refused = verb === "upsert" && rules ? () => mayNotChange(table) : undefined;
  const written = sql.alias("w");
  const prepared = (text: Fragment) =>
    verb === "delete" ? prepare(table, text) : secured(prepare(table, text), table, verb);
  const current = ifMatch(root, table) && currentRow(root, table);
  const given = root.inputs.get("inputs");
  const rowsGiven = given?.kind === "list" ? given.items.length : 1;
  if (!(isStale || check) || !key) {
    const write = writeRows(root, meaning, answer.needed, written, scope);
    return {
      statement: prepared(sql`with ${write}\nselect ${answer.print(written)}`),
      readBack: undefined,
      current,
      rows: rowsGiven,
      check: undefined,
      refused,
      nested: undefined,
    };
  }
  const write = writeRows(root, meaning, key, written, scope);
  const rows = sql.alias("w");
  const most = meaning.many && verb !== "create" && !check ? scope.maxLimit + 1 : undefined;
  const read = rowsByKeys(table, key, answer.needed, rows);
  return {
    statement: prepared(sql`with ${write}\nselect ${printKeys(key, written, most)}`),
    readBack: { statement: prepare(table, sql`with ${read}\nselect ${answer.print(rows)}`), columns: key.length },
    current,
    rows: rowsGiven,
    check,
    refused,
    nested: undefined,
  };
}

const events = {
  create: ["insert"],
  update: ["update"],
  upsert: ["insert", "update"],
} as const satisfies Record<string, readonly ("insert" | "update")[]>;

/** Whether rows may be other than they were written: by triggers, or by a foreign key to the table itself that cascades. */
function mayDiffer({ inputs }: Selected, table: Table, verb: keyof typeof events): boolean {
  if (events[verb].some((event) => table.writes.triggers.has(event))) return true;
  const keys = new Set(table.lookups.flatMap(({ columns }) => columns));
  const patch = inputs.get("patch");
  const isKeyChanged = patch?.kind === "object" && columnsGiven(patch, "patch").some(({ column }) => keys.has(column));
  return isKeyChanged && table.edges.some(({ target }) => target === table);
}

function writeRows(
  root: Selected,
  meaning: WriteMeaning,
  needed: readonly Column[],
  written: Alias,
  scope: RowsScope,
): Fragment {
  const { table, verb, many } = meaning;
  const { inputs } = root;
  switch (verb) {
    case "create":
      return insertRows(table, many ? rowsOf(table, inputs) : [rowOf(table, inputs)], needed, written, scope.budget);
    case "upsert": {
      const row = rowOf(table, inputs);
      return insertRows(table, [row], needed, written, scope.budget, onConflict(root, table, row));
    }
    case "update":
      return updateRows(
        table,
        assignmentsOf(root, table),
        conditionOf(root, meaning, "update", scope),
        needed,
        written,
      );
    case "delete": {
      const alias = sql.alias("t");
      const condition = conditionOf(root, meaning, "delete", scope)(alias);
      return sql`${sql.reference(written)} as (
delete from ${itself(table, alias)}${where([condition])}${returning(table, needed, alias)}
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
  return hit(table, verb, (alias) => whereCondition(filter, alias));
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
