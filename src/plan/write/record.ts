import { isDocument, scalarValue, type ValueType } from "../../model/index.ts";
import { type Alias, type Bind, type Fragment, sql } from "../../sql/index.ts";
import type { PrintJson } from "./json.ts";

/** A value that a statement takes out of the one JSON that it is sent with. */
export interface RecordField {
  readonly type: ValueType;
  readonly print: PrintJson;
}

/**
 * The values of a statement as one bound JSON, so that its text depends on which columns are given and not on how many rows:
 * `json_to_record($1::json) as r(c1 int4, c2 text)`.
 */
export function record(fields: readonly RecordField[], alias: Alias): Fragment {
  const bind: Bind = (scope) => objectJson(fields.map(({ print }) => print(scope)));
  return sql`${sql.own("json_to_record")}(${sql.bind(bind)}::${sql.own("json")}) as ${definition(fields, alias)}`;
}

/** The same of several rows, each with the same fields, in their order. */
export function records(rows: readonly (readonly RecordField[])[], alias: Alias): Fragment {
  const bind: Bind = (scope) => `[${rows.map((fields) => objectJson(fields.map(({ print }) => print(scope)))).join()}]`;
  return sql`${sql.own("json_to_recordset")}(${sql.bind(bind)}::${sql.own("json")}) as ${definition(rows[0] ?? [], alias)}`;
}

export const recordField = (alias: Alias, index: number): Fragment => sql.column(alias, `c${index + 1}`);

function objectJson(values: readonly string[]): string {
  return `{${values.map((value, index) => `"c${index + 1}":${value}`).join()}}`;
}

function definition(fields: readonly RecordField[], alias: Alias): Fragment {
  const columns = fields.map(({ type }, index) => sql`${sql.identifier(`c${index + 1}`)} ${type.ownType}`);
  return sql`${sql.reference(alias)}(${sql.join(columns, sql`, `)})`;
}

/** What is removed from a column: keys of a document, elements of a list. */
export const removedType = (type: ValueType): ValueType => (isDocument(type) ? texts : type);

const text = scalarValue("pg_catalog", "text");
const texts: ValueType = { ...text, list: "array", ownType: sql`${text.ownType}[]` };
