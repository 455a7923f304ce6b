import { SluiceError } from "../../lib/index.ts";
import type { Column, Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { byKey } from "../by-key.ts";
import { from, where } from "../clauses.ts";
import { currentRow, ifMatch } from "../etag.ts";
import { whereCondition } from "../filter/where.ts";
import type { Input } from "../input.ts";
import type { WriteMeaning } from "../meaning.ts";
import { prepare } from "../prepare.ts";
import type { ConditionOn, RowsScope } from "../rows-scope.ts";
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
  const isStale =
    verb !== "delete" && (answer.hasRelated || (answer.needed.length > 0 && mayDiffer(root, table, verb)));
  const { key } = table;
  const written = sql.alias("w");
  const current = ifMatch(root, table) && currentRow(root, table);
  const given = root.inputs.get("inputs");
  const rowsGiven = given?.kind === "list" ? given.items.length : 1;
  if (!isStale || !key) {
    const write = writeRows(root, meaning, answer.needed, written, scope);
    return {
      statement: prepare(table, sql`with ${write}\nselect ${answer.print(written)}`),
      readBack: undefined,
      current,
      rows: rowsGiven,
      nested: undefined,
    };
  }
  const write = writeRows(root, meaning, key, written, scope);
  const rows = sql.alias("w");
  const most = meaning.many && verb !== "create" ? scope.maxLimit + 1 : undefined;
  const read = rowsByKeys(table, key, answer.needed, rows);
  return {
    statement: prepare(table, sql`with ${write}\nselect ${printKeys(key, written, most)}`),
    readBack: { statement: prepare(table, sql`with ${read}\nselect ${answer.print(rows)}`), columns: key.length },
    current,
    rows: rowsGiven,
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
  { table, verb, many }: WriteMeaning,
  needed: readonly Column[],
  written: Alias,
  scope: RowsScope,
): Fragment {
  const { inputs } = root;
  switch (verb) {
    case "create":
      return insertRows(
        table,
        many ? rowsOf(inputs.get("inputs")) : [rowOf(inputs.get("input"))],
        needed,
        written,
        scope.budget,
      );
    case "upsert": {
      const row = rowOf(inputs.get("input"));
      return insertRows(table, [row], needed, written, scope.budget, onConflict(root, table, row));
    }
    case "update":
      return updateRows(table, assignmentsOf(root), conditionOf(root, table, many, scope), needed, written);
    case "delete": {
      const alias = sql.alias("t");
      const condition = conditionOf(root, table, many, scope)(alias);
      return sql`${sql.reference(written)} as (
delete from ${from(table, alias)}${where([condition])}${returning(table, needed, alias)}
)`;
    }
  }
}

/** @throws SluiceError BAD_USER_INPUT where nothing is to change. */
function assignmentsOf(root: Selected): readonly Assignment[] {
  const assignments = readAssignments(root);
  if (assignments.length > 0) return assignments;
  throw new SluiceError("BAD_USER_INPUT", `${root.field.name} changes nothing. Give patch at least one column.`);
}

function conditionOf(root: Selected, table: Table, many: boolean, scope: RowsScope): ConditionOn {
  if (!many) {
    const [key, match] = [byKey(table.key ?? [], root), ifMatch(root, table)];
    return (alias) => (match ? sql`${key(alias)} and ${match(alias)}` : key(alias));
  }
  const filter = narrowFilter(root, scope.variables);
  return (alias) => whereCondition(filter, alias);
}

const rowOf = (input: Input | undefined): readonly GivenColumn[] => columnsGiven(input ?? { kind: "null" }, "input");

function rowsOf(input: Input | undefined): readonly (readonly GivenColumn[])[] {
  const items = input?.kind === "list" ? input.items : [];
  return items.map((item, index) => columnsGiven(item, `inputs[${index}]`));
}
