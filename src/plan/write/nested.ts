import { SluiceError } from "../../lib/index.ts";
import { type Column, type NestedEdge, scalarValue, type Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { from } from "../clauses.ts";
import type { Input, InputEntry } from "../input.ts";
import type { WriteStep } from "../plan.ts";
import { prepare } from "../prepare.ts";
import { columnsGiven, type GivenColumn } from "./columns-given.ts";
import { insertRows } from "./insert.ts";
import { jsonOf, type PrintJson } from "./json.ts";
import { type RecordField, recordField, records } from "./record.ts";

/** Rows that are to be made, with what is given of the rows around them. */
interface NestedRow {
  readonly given: readonly GivenColumn[];
  readonly entries: readonly NestedEntry[];
  readonly path: string;
}

interface NestedEntry {
  readonly nested: NestedEdge;
  readonly create: readonly Input[];
  readonly connect: readonly Input[];
  readonly path: string;
}

/** Where a value stands in the answer of a step. */
interface Place {
  readonly step: number;
  readonly row: number;
  readonly column: number;
}

/** Whether an input has rows around its own. */
export function isNested(input: Input | undefined): boolean {
  if (input?.kind === "list") return input.items.some(isNested);
  return input?.kind === "object" && input.entries.some(({ field }) => field.extensions.sluice?.kind === "nested");
}

/**
 * Plans the rows of an input and all that are made or connected together with them, each level in one statement: first the
 * rows that others refer to, then those that refer.
 *
 * @returns the step whose answer are the keys of the rows themselves.
 */
export function planNested(table: Table, inputs: readonly Input[], path: string, steps: WriteStep[]): number {
  const rows = inputs.map((input, index) => readRow(input, inputs.length > 1 ? `${path}[${index}]` : path));
  return insertLevel(table, rows, steps);
}

function readRow(input: Input, path: string): NestedRow {
  const given = columnsGiven(input, path);
  const entries = input.kind === "object" ? input.entries : [];
  const nested = entries.flatMap((entry) => readEntry(entry, `${path}.${entry.name}`));
  for (const { nested: each, path: at } of nested) {
    const both = each.edge.refers && given.find(({ column }) => each.columns.some(({ name }) => name === column.name));
    if (both) {
      const message = `${at} and ${path}.${both.column.field} both say what the row refers to. Give one of them.`;
      throw new SluiceError("BAD_USER_INPUT", message);
    }
  }
  return { given, entries: nested, path };
}

function readEntry({ field, input }: InputEntry, path: string): NestedEntry[] {
  const meaning = field.extensions.sluice;
  if (meaning?.kind !== "nested" || input.kind === "null") return [];
  const parts = new Map(input.kind === "object" ? input.entries.map((entry) => [entry.name, entry.input]) : []);
  const listOf = (part: Input | undefined): readonly Input[] =>
    part?.kind === "list" ? part.items : part && part.kind !== "null" ? [part] : [];
  return [{ nested: meaning.nested, create: listOf(parts.get("create")), connect: listOf(parts.get("connect")), path }];
}

function insertLevel(table: Table, rows: readonly NestedRow[], steps: WriteStep[], given: Injected[][] = []): number {
  // What the rows refer to comes first.
  const injected = rows.map((_, index) => [...(given[index] ?? [])]);
  for (const group of groupsOf(rows, (nested) => nested.edge.refers)) {
    const created = group.flatMap(({ row, entry }) =>
      entry.create.map((input) => ({ row, input, path: `${entry.path}.create` })),
    );
    const connected = group.flatMap(({ row, entry }) =>
      entry.connect.map((input) => ({ row, input, path: `${entry.path}.connect` })),
    );
    const { edge, columns } = group[0]?.entry.nested ?? {};
    if (!edge || !columns) continue;
    const targets = edge.pairs.map(({ target }) => target);
    if (created.length > 0) {
      const inner = created.map(({ input, path }) => readRow(input, path));
      const step = insertLevel(edge.target, inner, steps);
      const at = answeredAt(edge.target, targets);
      for (const [place, { row }] of created.entries()) injected[row]?.push(...injectedOf(columns, at, step, place));
    }
    for (const same of groupKeys(connected)) {
      const step = findByKey(edge.target, same, targets, steps);
      const at = targets.map((_, index) => index);
      for (const [place, { row }] of same.entries()) injected[row]?.push(...injectedOf(columns, at, step, place));
    }
  }
  const step = insertStep(table, rows, injected, steps);
  // And then those that refer to the rows.
  for (const group of groupsOf(rows, (nested) => !nested.edge.refers)) {
    const { edge, columns } = group[0]?.entry.nested ?? {};
    if (!edge || !columns) continue;
    const at = answeredAt(
      table,
      edge.pairs.map(({ source }) => source),
    );
    const created = group.flatMap(({ row, entry }) =>
      entry.create.map((input, index) => ({ row, input, path: `${entry.path}.create[${index}]` })),
    );
    if (created.length > 0) {
      const inner = created.map(({ input, path }) => readRow(input, path));
      insertLevel(
        edge.target,
        inner,
        steps,
        created.map(({ row }) => injectedOf(columns, at, step, row)),
      );
    }
    const connected = group.flatMap(({ row, entry }) =>
      entry.connect.map((input, index) => ({ row, input, path: `${entry.path}.connect[${index}]` })),
    );
    for (const same of groupKeys(connected)) {
      connectByKey(
        edge.target,
        same,
        same.map(({ row }) => injectedOf(columns, at, step, row)),
        steps,
      );
    }
  }
  return step;
}

interface Injected {
  readonly column: Column;
  readonly place: Place;
}

interface Grouped {
  readonly row: number;
  readonly entry: NestedEntry;
}

function groupsOf(rows: readonly NestedRow[], suits: (nested: NestedEdge) => boolean): readonly (readonly Grouped[])[] {
  const all = rows
    .flatMap(({ entries }, row) => entries.map((entry) => ({ row, entry })))
    .filter(({ entry }) => suits(entry.nested));
  return [...Map.groupBy(all, ({ entry }) => entry.nested.edge).values()];
}

const injectedOf = (columns: readonly Column[], at: readonly number[], step: number, row: number): Injected[] =>
  columns.map((column, index) => ({ column, place: { step, row, column: at[index] ?? 0 } }));

/** The columns that an insert answers: all that others may refer to. */
const answered = (table: Table): readonly Column[] => {
  const referred = table.edges
    .filter(({ refers }) => !refers)
    .flatMap(({ pairs }) => pairs.map(({ source }) => source));
  const keys = table.lookups.flatMap(({ columns }) => columns);
  return [...new Map([...(table.key ?? []), ...keys, ...referred].map((column) => [column.name, column])).values()];
};

function answeredAt(table: Table, wanted: readonly Column[]): readonly number[] {
  const names = answered(table).map(({ name }) => name);
  return wanted.map(({ name }) => {
    const index = names.indexOf(name);
    if (index < 0) throw new Error(`${table.typeName} does not answer ${name}.`);
    return index;
  });
}

function insertStep(
  table: Table,
  rows: readonly NestedRow[],
  injected: readonly (readonly Injected[])[],
  steps: WriteStep[],
): number {
  const written = sql.alias("w");
  const all = rows.map(({ given }, index) => {
    const others = (injected[index] ?? []).map(
      ({ column, place }): GivenColumn => ({ column, type: column.type, print: printPlace(place) }),
    );
    return [...given, ...others].toSorted((a, b) => (a.column.name < b.column.name ? -1 : 1));
  });
  const columns = answered(table);
  const write = insertRows(table, all, columns, written);
  steps.push({ statement: prepare(table, sql`with ${write}\nselect ${texts(columns, written)}`), missing: undefined });
  return steps.length - 1;
}

function texts(columns: readonly Column[], rows: Alias): Fragment {
  const values = columns.map((column) => sql`${sql.column(rows, column.name)}::${sql.own("text")}`);
  return sql`(select coalesce(${sql.own("json_agg")}(array[${sql.join(values, sql`, `)}]::${sql.own("text")}[]), '[]'::${sql.own("json")}) from ${sql.reference(rows)})::${sql.own("text")}`;
}

const printPlace =
  ({ step, row, column }: Place): PrintJson =>
  (scope) =>
    JSON.stringify(scope.answers?.[step]?.[row]?.[column] ?? null);

const numberType = scalarValue("pg_catalog", "int4");

interface Connected {
  readonly row: number;
  readonly input: Input;
  readonly path: string;
}

interface KeyValue extends RecordField {
  readonly column: Column;
}

/** The rows to connect, by the columns of the key that each of them is named with. */
function groupKeys(connected: readonly Connected[]): readonly (readonly Connected[])[] {
  const groups = Map.groupBy(connected, ({ input, path }) =>
    keyValues(input, path)
      .map(({ column }) => column.name)
      .join("\0"),
  );
  return [...groups.values()];
}

function keyValues(input: Input, path: string): readonly KeyValue[] {
  const [entry] = input.kind === "object" ? input.entries : [];
  const meaning = entry?.field.extensions.sluice;
  if (!entry || meaning?.kind !== "key")
    throw new SluiceError("BAD_USER_INPUT", `${path} names no row. Give it a key.`);
  const parts = meaning.columns.length === 1 ? [entry] : entry.input.kind === "object" ? entry.input.entries : [];
  return parts.map((part) => {
    const own = part.field.extensions.sluice;
    const [column] = own?.kind === "key" ? own.columns : [];
    if (!column) throw new Error(`${path}.${part.name} is no part of a key.`);
    return { column, type: column.type, print: jsonOf(part.input, column.type, `${path}.${part.name}`) };
  });
}

/** Finds the rows that others are to refer to, and answers what these hold then. */
function findByKey(table: Table, same: readonly Connected[], wanted: readonly Column[], steps: WriteStep[]): number {
  const [alias, given] = [sql.alias("t"), sql.alias("r")];
  const keys = same.map(({ input, path }) => keyValues(input, path));
  const condition = sql.join(
    (keys[0] ?? []).map((field, index) => {
      const value = recordField(field, given, index);
      return sql`${field.type.compare(sql.column(alias, field.column.name))} ${field.type.operator("=")} ${value}`;
    }),
    sql` and `,
  );
  const values = wanted.map((column) => sql`${sql.column(alias, column.name)}::${sql.own("text")}`);
  const found = sql`select array[${sql.join(values, sql`, `)}]::${sql.own("text")}[] from ${from(table, alias)} where ${condition}`;
  const text = sql`select coalesce(${sql.own("json_agg")}((${found})), '[]'::${sql.own("json")})::${sql.own("text")} from ${records(keys, given)}`;
  steps.push({ statement: prepare(table, text), missing: missingAt(same) });
  return steps.length - 1;
}

/** Lets rows that are there refer to others. */
function connectByKey(
  table: Table,
  same: readonly Connected[],
  injected: readonly (readonly Injected[])[],
  steps: WriteStep[],
): void {
  const [alias, given, written] = [sql.alias("t"), sql.alias("r"), sql.alias("w")];
  const rows = same.map(({ input, path }, index) => {
    const others = (injected[index] ?? []).map(
      ({ column, place }): KeyValue => ({ column, type: column.type, print: printPlace(place) }),
    );
    const place: RecordField = { type: numberType, print: () => String(index) };
    return { key: keyValues(input, path), others, place };
  });
  const [first] = rows;
  if (!first) return;
  const fields = rows.map(({ key, others, place }) => [...key, ...others, place]);
  const condition = sql.join(
    first.key.map((field, index) => {
      const value = recordField(field, given, index);
      return sql`${field.type.compare(sql.column(alias, field.column.name))} ${field.type.operator("=")} ${value}`;
    }),
    sql` and `,
  );
  const sets = first.others.map((field, index) => {
    return sql`${sql.identifier(field.column.name)} = ${recordField(field, given, first.key.length + index)}`;
  });
  const place = sql.column(given, `c${first.key.length + first.others.length + 1}`);
  const text = sql`with ${sql.reference(written)} as (
update ${from(table, alias)} set ${sql.join(sets, sql`, `)}
from ${records(fields, given)} where ${condition} returning ${place} as place
)
select ${sql.own("json_agg")}(case when ${sql.column(written, "place")} is not null then array[${sql.column(written, "place")}::${sql.own("text")}] end order by n.n)::${sql.own("text")}
from ${sql.own("generate_series")}(0, ${sql.integer(rows.length - 1)}) as n (n) left join ${sql.reference(written)} on ${sql.column(written, "place")} = n.n`;
  steps.push({ statement: prepare(table, text), missing: missingAt(same) });
}

const missingAt =
  (rows: readonly Connected[]) =>
  (row: number): SluiceError =>
    new SluiceError("BAD_USER_INPUT", `${rows[row]?.path ?? "connect"} names a row that is not there.`);
