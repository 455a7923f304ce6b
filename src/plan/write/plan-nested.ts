import { SluiceError } from "../../lib/index.ts";
import type { Column } from "../../model/index.ts";
import { sql } from "../../sql/index.ts";
import type { Budget } from "../budget.ts";
import { isPartlySeen } from "../clauses.ts";
import { currentRow, ifMatch } from "../etag.ts";
import type { Input } from "../input.ts";
import type { WriteMeaning } from "../meaning.ts";
import type { NestedSteps, Statement } from "../plan.ts";
import { prepare } from "../prepare.ts";
import type { Selected } from "../selection.ts";
import type { WriteAnswer } from "./answer.ts";
import { readAssignments } from "./assignments.ts";
import type { GivenColumn } from "./columns-given.ts";
import { onConflict } from "./conflict.ts";
import { jsonOf } from "./json.ts";
import { planCreated, planPatched } from "./nested.ts";
import { isNested, readAround } from "./nested-rows.ts";
import type { PlannedWrite } from "./planned-write.ts";
import { rowsByKeys } from "./read-back.ts";
import { Steps } from "./step-list.ts";

/** Plans several levels of rows, one after the other, and then reads by the keys of the first one; undefined for one level. */
export function planNestedWrite(
  root: Selected,
  meaning: WriteMeaning,
  answer: WriteAnswer,
  budget: Budget,
): PlannedWrite | undefined {
  const { table, verb, many } = meaning;
  const input = root.inputs.get(verb === "update" ? "patch" : many ? "inputs" : "input");
  if (!table.key || !isNested(input)) return undefined;
  const steps = new Steps(budget);
  const nested = verb === "update" ? patched(root, meaning, table.key, steps) : created(root, meaning, input, steps);
  const rows = sql.alias("w");
  const read = sql`with ${rowsByKeys(table, table.key, answer.needed, rows)}\nselect ${answer.print(rows)}`;
  const [first] = steps.list;
  if (!first) throw new Error(`${root.field.name} writes nothing.`);
  return {
    statement: first.statement,
    readBack: { statement: prepare(table, read), columns: table.key.length, most: undefined },
    current: currentOf(root, meaning),
    rows: 0,
    check: undefined,
    forbidden: undefined,
    refused: undefined,
    nested,
  };
}

const currentOf = (root: Selected, { table }: WriteMeaning): Statement | undefined =>
  ifMatch(root, table) && currentRow(root, table);

function created(
  root: Selected,
  { table, verb, many }: WriteMeaning,
  input: Input | undefined,
  steps: Steps,
): NestedSteps {
  const items = input?.kind === "list" ? input.items : input ? [input] : [];
  const inputs = items.map((item, index) => ({ input: item, path: many ? `inputs[${index}]` : "input" }));
  const conflict = (row: readonly GivenColumn[]) => onConflict(root, table, row);
  return {
    steps: steps.list,
    root: planCreated(table, inputs, steps, verb === "upsert" ? conflict : undefined),
    finds: false,
    isPartlySeen: isPartlySeen(table) || table.rowSecurity,
  };
}

/** @throws SluiceError BAD_USER_INPUT for rows that a filter finds: what is around each of them is its own. */
function patched(root: Selected, { table, many }: WriteMeaning, key: readonly Column[], steps: Steps): NestedSteps {
  const patch = root.inputs.get("patch") ?? { kind: "null" };
  const around = readAround({ input: patch, path: "patch" });
  if (many) {
    const field = around[0]?.nested.edge.field;
    const message = `patch.${field} is for one row, and ${root.field.name} changes several. Change each by its key.`;
    throw new SluiceError("BAD_USER_INPUT", message);
  }
  const row = {
    path: "patch",
    patch: "patch",
    holds: key.map((column) => keyArgument(root, column)),
    assignments: readAssignments(root),
    around,
  };
  return {
    steps: steps.list,
    root: planPatched(table, row, ifMatch(root, table), steps),
    finds: true,
    isPartlySeen: isPartlySeen(table) || table.rowSecurity,
  };
}

function keyArgument({ inputs, field }: Selected, column: Column): GivenColumn {
  const input = inputs.get(column.field);
  if (!input) throw new Error(`${field.name} needs ${column.field}.`);
  return { column, type: column.type, print: jsonOf(input, column.type, column.field) };
}
