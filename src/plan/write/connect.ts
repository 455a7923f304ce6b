import { SluiceError } from "../../lib/index.ts";
import { type Column, scalarValue, type Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { from, where } from "../clauses.ts";
import type { WriteStep } from "../plan.ts";
import { prepare } from "../prepare.ts";
import type { GivenColumn } from "./columns-given.ts";
import { jsonOf } from "./json.ts";
import type { RelatedTo } from "./nested-rows.ts";
import { type RecordField, recordField, records } from "./record.ts";

/** A row that is there, by one of its keys. */
export interface Connected extends RelatedTo {
  readonly key: readonly GivenColumn[];
}

/** Rows that are named by the same key. */
export function connectedGroups(related: readonly RelatedTo[]): readonly (readonly Connected[])[] {
  const connected = related.map((each) => ({ ...each, key: readKey(each) }));
  const groups = Map.groupBy(connected, ({ key }) => key.map(({ column }) => column.name).join("\0"));
  return [...groups.values()];
}

function readKey({ input, path }: RelatedTo): readonly GivenColumn[] {
  const [entry] = input.kind === "object" ? input.entries : [];
  const meaning = entry?.field.extensions.sluice;
  if (!entry || meaning?.kind !== "key") {
    throw new SluiceError("BAD_USER_INPUT", `${path} names no row. Give it a key.`);
  }
  const parts = meaning.columns.length === 1 ? [entry] : entry.input.kind === "object" ? entry.input.entries : [];
  return parts.map((part) => {
    const own = part.field.extensions.sluice;
    const [column] = own?.kind === "key" ? own.columns : [];
    if (!column) throw new Error(`${path}.${part.name} is no part of a key.`);
    return { column, type: column.type, print: jsonOf(part.input, column.type, `${path}.${part.name}`) };
  });
}

/** Finds rows that others are to refer to, and answers what these hold then. */
export function findStep(table: Table, connected: readonly Connected[], wanted: readonly Column[]): WriteStep {
  const [alias, given] = [sql.alias("t"), sql.alias("r")];
  const keys = connected.map(({ key }) => key);
  const found = sql`select ${textsOf(wanted, alias)} from ${from(table, alias)}${where([keyCondition(keys[0] ?? [], alias, given)])}`;
  const text = sql`select coalesce(${sql.own("json_agg")}((${found})), '[]'::${sql.own("json")})::${sql.own("text")} from ${records(keys, given)}`;
  return { statement: prepare(table, text), rows: keys.length, missing: missing(connected) };
}

/** Lets rows that are there refer to others: `referring` are the columns of each that do, with what they are to hold. */
export function connectStep(
  table: Table,
  connected: readonly Connected[],
  referring: readonly (readonly GivenColumn[])[],
): WriteStep {
  const [alias, given, written, number] = [sql.alias("t"), sql.alias("r"), sql.alias("w"), sql.alias("n")];
  const rows = connected.map(({ key }, index): readonly RecordField[] => {
    const place: RecordField = { type: integer, print: () => String(index) };
    return [...key, ...(referring[index] ?? []), place];
  });
  const [key = [], columns = []] = [connected[0]?.key, referring[0]];
  const sets = columns.map((field, index) => {
    return sql`${sql.identifier(field.column.name)} = ${recordField(field, given, key.length + index)}`;
  });
  const place = recordField({ type: integer, print: () => "" }, given, key.length + columns.length);
  const found = sql.column(written, "place");
  const text = sql`with ${sql.reference(written)} as (
update ${from(table, alias)} set ${sql.join(sets, sql`, `)}
from ${records(rows, given)}${where([keyCondition(key, alias, given)])} returning ${place} as place
)
select ${sql.own("json_agg")}(case when ${found} is not null then array[${found}::${sql.own("text")}] end order by ${sql.column(number, "place")})::${sql.own("text")}
from ${sql.own("generate_series")}(0, ${sql.integer(rows.length - 1)}) as ${sql.reference(number)} (place) left join ${sql.reference(written)} on ${found} = ${sql.column(number, "place")}`;
  return { statement: prepare(table, text), rows: rows.length, missing: missing(connected) };
}

const integer = scalarValue("pg_catalog", "int4");

/** Columns of a row as one array of texts. */
export function textsOf(columns: readonly Column[], rows: Alias): Fragment {
  const values = columns.map((column) => sql`${sql.column(rows, column.name)}::${sql.own("text")}`);
  return sql`array[${sql.join(values, sql`, `)}]::${sql.own("text")}[]`;
}

function keyCondition(key: readonly GivenColumn[], alias: Alias, given: Alias): Fragment {
  return sql.join(
    key.map((field, index) => {
      const { column, type } = field;
      return sql`${type.compare(sql.column(alias, column.name))} ${type.operator("=")} ${recordField(field, given, index)}`;
    }),
    sql` and `,
  );
}

const missing =
  (connected: readonly Connected[]) =>
  (row: number): SluiceError =>
    new SluiceError(
      "BAD_USER_INPUT",
      `${connected[row]?.path ?? "connect"} names a row that is not there, or that was named already.`,
    );
