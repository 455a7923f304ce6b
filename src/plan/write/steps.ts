import { SluiceError } from "../../lib/index.ts";
import { type Column, scalarValue, type Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import type { Budget } from "../budget.ts";
import { from, itself, seenColumn, where } from "../clauses.ts";
import type { WriteStep } from "../plan.ts";
import { prepare } from "../prepare.ts";
import type { ConditionOn } from "../rows-scope.ts";
import { checkOf, mayNotChange } from "../rules/check.ts";
import { hit, holdingSeen } from "../rules/hit.ts";
import { presetsOf } from "../rules/presets.ts";
import { type Assignment, setList } from "./assignments.ts";
import type { GivenColumn } from "./columns-given.ts";
import { insertRows, type OnConflict } from "./insert.ts";
import { type RecordField, recordField, records } from "./record.ts";
import { secured } from "./secured.ts";

/** A row that a step is to find. */
export interface NamedRow {
  /** Where the client named it. */
  readonly path: string;
  /** What some of its columns hold; the same ones of all rows of a step. */
  readonly holds: readonly GivenColumn[];
}

/** With what it is to hold then; the same columns of all rows of a step. */
export interface ChangedRow extends NamedRow {
  readonly assignments: readonly Assignment[];
}

/** Finds rows that are seen. */
export function findStep(table: Table, rows: readonly NamedRow[], answered: readonly Column[]): WriteStep {
  return placedStep(
    table,
    rows,
    rows.map(({ holds }) => holds),
    ({ alias, given, place, found }) =>
      sql`select ${place}, ${textsOf(answered, alias)} as texts from ${from(table, alias)}, ${sql.reference(given)}${where([found(alias)])}`,
  );
}

/** Finds rows that may be changed, and lets nobody else change them until the end of the transaction. */
export function lockStep(
  table: Table,
  rows: readonly NamedRow[],
  answered: readonly Column[],
  condition: ConditionOn | undefined,
): WriteStep {
  return placedStep(
    table,
    rows,
    rows.map(({ holds }) => holds),
    ({ alias, given, place, found }) => {
      const wanted: ConditionOn = (row) => {
        const match = condition?.(row);
        return match ? sql`${found(row)} and ${match}` : found(row);
      };
      return sql`select ${place}, ${seenTexts(table, answered, alias)} as texts from ${itself(table, alias)}, ${sql.reference(given)}${where([hit(table, "update", wanted)(alias)])}
for no key update of ${sql.reference(alias)}`;
    },
  );
}

export function updateStep(table: Table, changed: readonly ChangedRow[], answered: readonly Column[]): WriteStep {
  const presets = presetsOf(table, "update").map((given): Assignment => ({ ...given, change: "patch" }));
  const rows = changed.map((row) => ({ ...row, assignments: [...row.assignments, ...presets] }));
  const [first] = rows;
  const check = checkOf(table, ["update"]);
  // Those of the key come first, for the check.
  const columns = check ? distinct([...(table.key ?? []), ...answered]) : answered;
  const fields = rows.map(({ holds, assignments }) => [...holds, ...assignments]);
  const step = placedStep(table, rows, fields, ({ alias, given, place, found }) => {
    const sets = setList(table, first?.assignments ?? [], alias, given, first?.holds.length ?? 0);
    const condition = holdingSeen(table, first?.assignments ?? [], hit(table, "update", found));
    return sql`update ${itself(table, alias)} set ${sql.join(sets, sql`, `)} from ${sql.reference(given)}${where([condition(alias)])}
returning ${place}, ${seenTexts(table, columns, alias)} as texts`;
  });
  return { ...step, statement: secured(step.statement, table, "update"), check };
}

export function deleteStep(table: Table, rows: readonly NamedRow[]): WriteStep {
  return placedStep(
    table,
    rows,
    rows.map(({ holds }) => holds),
    ({ alias, given, place, found }) => {
      return sql`delete from ${itself(table, alias)} using ${sql.reference(given)}${where([hit(table, "delete", found)(alias)])}
returning ${place}, ${textsOf([], alias)} as texts`;
    },
  );
}

export function insertStep(
  table: Table,
  rows: readonly (readonly GivenColumn[])[],
  answered: readonly Column[],
  budget: Budget,
  onConflict?: OnConflict,
): WriteStep {
  const written = sql.alias("w");
  const text = sql`with ${insertRows(table, rows, { columns: answered, flags: [] }, written, budget, onConflict)}
select (select coalesce(${sql.own("json_agg")}(${textsOf(answered, written)}), '[]'::${sql.own("json")}) from ${sql.reference(written)})::${sql.own("text")}`;
  const check = checkOf(table, onConflict ? ["insert", "update"] : ["insert"]);
  const leftOut = onConflict && table.rules ? () => mayNotChange(table) : undefined;
  const statement = secured(prepare(table, text), table, onConflict ? "upsert" : "create");
  return { statement, rows: rows.length, missing: undefined, check, leftOut, once: undefined };
}

interface PlacedScope {
  /** The table's rows. */
  readonly alias: Alias;
  /** The rows that were given. */
  readonly given: Alias;
  /** The number of a given row, as a column. */
  readonly place: Fragment;
  /** Whether a row of the table is the one that is given. */
  readonly found: (rows: Alias) => Fragment;
}

/** A statement that answers some texts of each row, in the places of those that were given; null for one not found. */
function placedStep(
  table: Table,
  rows: readonly NamedRow[],
  fields: readonly (readonly RecordField[])[],
  act: (scope: PlacedScope) => Fragment,
): WriteStep {
  const [alias, read, given, written] = [sql.alias("t"), sql.alias("r"), sql.alias("g"), sql.alias("w")];
  const placed = fields.map((row, index) => [...row, placeField(index)]);
  const place = recordField(placeField(0), given, (fields[0] ?? []).length);
  const found = (of: Alias) =>
    sql.join(
      (rows[0]?.holds ?? []).map((field, index) => {
        const { column, type } = field;
        return sql`${type.compare(sql.column(of, column.name))} ${type.operator("=")} ${recordField(field, given, index)}`;
      }),
      sql` and `,
    );
  const text = sql`with ${sql.reference(given)} as (
select * from ${records(placed, read)}
), ${sql.reference(written)} as (
${act({ alias, given, place: sql`${place} as place`, found })}
)
select coalesce(${sql.own("json_agg")}(${sql.column(written, "texts")} order by ${place}), '[]'::${sql.own("json")})::${sql.own("text")}
from ${sql.reference(given)} left join ${sql.reference(written)} on ${sql.column(written, "place")} = ${place}`;
  const missing = (row: number): SluiceError =>
    new SluiceError(
      "BAD_USER_INPUT",
      `${rows[row]?.path ?? table.name} names a row that is not there, or that was named already.`,
    );
  return {
    statement: prepare(table, text),
    rows: rows.length,
    missing,
    check: undefined,
    leftOut: undefined,
    once: undefined,
  };
}

const integer = scalarValue("pg_catalog", "int4");
const placeField = (place: number): RecordField => ({ type: integer, print: () => String(place) });

export const distinct = (columns: readonly Column[]): readonly Column[] => [
  ...new Map(columns.map((column) => [column.name, column])).values(),
];

/** Columns of a row as one array of texts. */
function textsOf(columns: readonly Column[], rows: Alias): Fragment {
  return textArray(columns.map((column) => sql.column(rows, column.name)));
}

/** The same of a row of the table itself: what is not seen must not come into rows around it. */
function seenTexts(table: Table, columns: readonly Column[], row: Alias): Fragment {
  return textArray(columns.map(({ name }) => seenColumn(table, name, row)));
}

function textArray(values: readonly Fragment[]): Fragment {
  const texts = values.map((value) => sql`${value}::${sql.own("text")}`);
  return sql`array[${sql.join(texts, sql`, `)}]::${sql.own("text")}[]`;
}
