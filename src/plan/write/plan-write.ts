import { SluiceError } from "../../lib/index.ts";
import type { Column, Table, UpsertField } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { byKey } from "../by-key.ts";
import { from, where } from "../clauses.ts";
import { currentRow, ifMatch } from "../etag.ts";
import { whereCondition } from "../filter/where.ts";
import type { Input } from "../input.ts";
import type { WriteMeaning } from "../meaning.ts";
import type { NestedSteps, ReadBack, Statement, WriteStep } from "../plan.ts";
import { prepare } from "../prepare.ts";
import type { ConditionOn, RowsScope } from "../rows-scope.ts";
import type { Selected } from "../selection.ts";
import { answerOf, type WriteAnswer } from "./answer.ts";
import { columnsGiven, type GivenColumn } from "./columns-given.ts";
import { insertRows, type OnConflict } from "./insert.ts";
import { narrowFilter } from "./narrow.ts";
import { planNested } from "./nested.ts";
import { isNested } from "./nested-rows.ts";
import { printKeys, rowsByKeys } from "./read-back.ts";
import { returning } from "./returning.ts";
import { nextVersion, updateRows } from "./update.ts";

export interface PlannedWrite {
  readonly statement: Statement;
  /**
   * What answers in the place of the first one, whose answer are the keys of the rows then. Undefined where one statement
   * does both.
   */
  readonly readBack: ReadBack | undefined;
  /** Reads the row where it did not match the version that the client gave; undefined where it gave none. */
  readonly current: Statement | undefined;
  readonly nested: NestedSteps | undefined;
}

/**
 * A root field that writes. One statement writes and answers; but a statement sees tables as they were before it, so where
 * related rows are selected, or triggers may change what was written, a second one reads the rows by their keys. A row that
 * is deleted is answered as it was, so there one is always enough.
 */
export function planWrite(root: Selected, meaning: WriteMeaning, path: string, scope: RowsScope): PlannedWrite {
  const { table, verb } = meaning;
  const answer = answerOf(root, meaning, path, scope);
  const isStale =
    verb !== "delete" && (answer.hasRelated || (answer.needed.length > 0 && mayDiffer(root, table, verb)));
  const { key } = table;
  const written = sql.alias("w");
  const input = root.inputs.get(meaning.many ? "inputs" : "input");
  if (verb === "create" && key && isNested(input)) return planNestedWrite(root, meaning, key, answer, input);
  const current = ifMatch(root, table) && currentRow(root, table);
  if (!isStale || !key) {
    const write = writeRows(root, meaning, answer.needed, written, scope);
    return {
      statement: prepare(table, sql`with ${write}\nselect ${answer.print(written)}`),
      readBack: undefined,
      current,
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
    nested: undefined,
  };
}

/** Several levels of rows are made one after the other, and then read by the keys of the first one. */
function planNestedWrite(
  root: Selected,
  { table, many }: WriteMeaning,
  key: readonly Column[],
  answer: WriteAnswer,
  input: Input | undefined,
): PlannedWrite {
  const steps: WriteStep[] = [];
  const items = input?.kind === "list" ? input.items : input ? [input] : [];
  const inputs = items.map((item, index) => ({ input: item, path: many ? `inputs[${index}]` : "input" }));
  const at = planNested(table, inputs, steps);
  const rows = sql.alias("w");
  const statement = prepare(
    table,
    sql`with ${rowsByKeys(table, key, answer.needed, rows)}\nselect ${answer.print(rows)}`,
  );
  const [first] = steps;
  if (!first) throw new Error(`${root.field.name} writes nothing.`);
  return {
    statement: first.statement,
    readBack: { statement, columns: key.length },
    current: undefined,
    nested: { steps, root: at },
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
      return insertRows(table, many ? rowsOf(inputs.get("inputs")) : [rowOf(inputs.get("input"))], needed, written);
    case "upsert": {
      const row = rowOf(inputs.get("input"));
      return insertRows(table, [row], needed, written, onConflict(root, table, row));
    }
    case "update":
      return updateRows(table, root, conditionOf(root, table, many, scope), needed, written);
    case "delete": {
      const alias = sql.alias("t");
      const condition = conditionOf(root, table, many, scope)(alias);
      return sql`${sql.reference(written)} as (
delete from ${from(table, alias)}${where([condition])}${returning(table, needed, alias)}
)`;
    }
  }
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

/** Changes the row that is there; where nothing is to change it is written as it is, because else it would not be answered. */
function onConflict({ inputs }: Selected, table: Table, row: readonly GivenColumn[]): OnConflict {
  const { writes } = table;
  const conflict = inputs.get("onConflict");
  const key = conflict?.kind === "leaf" ? keyOf(writes.upsert, conflict.value) : undefined;
  if (!key) throw new Error("An upsert needs a key.");
  const given = new Set(row.map(({ column }) => column));
  const missing = key.find((column) => !given.has(column));
  if (missing) {
    throw new SluiceError(
      "BAD_USER_INPUT",
      `input.${missing.field} is left out, and onConflict needs it. Give it a value.`,
    );
  }
  const wanted = inputs.get("update");
  const names: readonly unknown[] | undefined = wanted?.kind === "leaf" ? [wanted.value].flat() : undefined;
  const changed = names
    ? [...new Set(names.map((name) => changedColumn(name, writes.updatable, given)))]
    : changedWithoutAWord(row, key, writes.updatable);
  return (inserted) => {
    const columns = key.map((column) => sql.identifier(column.name));
    const sets =
      changed.length > 0
        ? [
            ...changed.map((column) => sql`${sql.identifier(column.name)} = excluded.${sql.identifier(column.name)}`),
            ...nextVersion(table, inserted, changed),
          ]
        : writes.updatable
            .slice(0, 1)
            .map((column) => sql`${sql.identifier(column.name)} = ${sql.column(inserted, column.name)}`);
    return sql`\non conflict (${sql.join(columns, sql`, `)}) do update set ${sql.join(sets, sql`, `)}`;
  };
}

/** All that was given but the key. */
function changedWithoutAWord(
  row: readonly GivenColumn[],
  key: readonly Column[],
  updatable: readonly Column[],
): readonly Column[] {
  const others = row.map(({ column }) => column).filter((column) => !key.includes(column));
  const fixed = others.find((column) => !updatable.includes(column));
  if (!fixed) return others;
  const message = `input.${fixed.field} cannot be changed where the row is there already. Say with update what can be.`;
  throw new SluiceError("BAD_USER_INPUT", message);
}

const keyOf = (upsert: UpsertField | undefined, name: unknown): readonly Column[] | undefined =>
  upsert?.keys.find((key) => key.name === name)?.columns;

function changedColumn(name: unknown, columns: readonly Column[], given: ReadonlySet<Column>): Column {
  const column = columns.find(({ field }) => field === name);
  if (!column) throw new Error(`${String(name)} is no column that can be changed.`);
  if (given.has(column)) return column;
  throw new SluiceError("BAD_USER_INPUT", `update names ${column.field}, which input does not give. Give it a value.`);
}
