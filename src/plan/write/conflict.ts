import { SluiceError } from "../../lib/index.ts";
import type { Column, Table, UpsertField } from "../../model/index.ts";
import { sql } from "../../sql/index.ts";
import { where } from "../clauses.ts";
import { hit } from "../rules/hit.ts";
import type { Selected } from "../selection.ts";
import { nextVersion } from "./assignments.ts";
import type { GivenColumn } from "./columns-given.ts";
import type { OnConflict } from "./insert.ts";

/** Changes the row that is there; where nothing is to change it is written as it is, because else it would not be answered. */
export function onConflict({ inputs }: Selected, table: Table, row: readonly GivenColumn[]): OnConflict {
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
    : changedWithoutAWord(givenByClient(table, row), key, writes.updatable);
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
    const condition = hit(table, "update", () => undefined)(inserted);
    // By a key that is not seen of the row nobody finds it.
    const masks = key.flatMap(({ name }) => table.rules?.masked.get(name)?.on(inserted) ?? []);
    return sql`\non conflict (${sql.join(columns, sql`, `)}) do update set ${sql.join(sets, sql`, `)}${where([condition, ...masks])}`;
  };
}

/** Without what the role's rule gives: that is said of new rows. */
function givenByClient({ rules }: Table, row: readonly GivenColumn[]): readonly GivenColumn[] {
  const presets = new Set(rules?.insert?.presets.map(({ column }) => column.name));
  return row.filter(({ column }) => !presets.has(column.name));
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
