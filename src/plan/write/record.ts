import { SluiceError } from "../../lib/index.ts";
import { isDocument, scalarValue, type ValueType } from "../../model/index.ts";
import { type Alias, type Bind, type BindScope, type Fragment, sql } from "../../sql/index.ts";
import type { PrintJson, Spend } from "./json.ts";

/**
 * The most characters of text in one statement. It is counted before anything is printed, because a variable that stands in
 * many places would be printed as often.
 */
const longest = 2 ** 26;

function spendUpTo(most: number): Spend {
  let spent = 0;
  return (characters) => {
    spent += characters;
    if (spent <= most) return;
    const message = `The values of one statement are longer than ${most} characters together. Write fewer rows at once.`;
    throw new SluiceError("LIMIT_EXCEEDED", message, { limit: "valuesPerStatement" });
  };
}

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
  const bind: Bind = (scope) => objectJson(fields, scope, spendUpTo(longest));
  return sql`${sql.own("json_to_record")}(${sql.bind(bind)}::${sql.own("json")}) as ${definition(fields, alias)}`;
}

/** The same of several rows, each with the same fields, in their order. */
export function records(rows: readonly (readonly RecordField[])[], alias: Alias): Fragment {
  const bind: Bind = (scope) => {
    const spend = spendUpTo(longest);
    return `[${rows.map((fields) => objectJson(fields, scope, spend)).join()}]`;
  };
  return sql`${sql.own("json_to_recordset")}(${sql.bind(bind)}::${sql.own("json")}) as ${definition(rows[0] ?? [], alias)}`;
}

/** The value of a field. */
export function recordField({ type }: RecordField, alias: Alias, index: number): Fragment {
  const value = sql.column(alias, `c${index + 1}`);
  return isDocumentList(type) ? sql`${value}::${type.ownType}` : value;
}

function objectJson(fields: readonly RecordField[], scope: BindScope, spend: Spend): string {
  return `{${fields.map(({ print }, index) => `"c${index + 1}":${print(scope, spend)}`).join()}}`;
}

/** An array of documents, which is given as texts. */
const isDocumentList = ({ named, list }: ValueType): boolean => named === "JSON" && list === "array";

function definition(fields: readonly RecordField[], alias: Alias): Fragment {
  const columns = fields.map(
    ({ type }, index) => sql`${sql.identifier(`c${index + 1}`)} ${isDocumentList(type) ? texts.ownType : type.ownType}`,
  );
  return sql`${sql.reference(alias)}(${sql.join(columns, sql`, `)})`;
}

/** What is removed from a column: keys of a document, elements of a list. */
export const removedType = (type: ValueType): ValueType => (isDocument(type) ? texts : type);

const text = scalarValue("pg_catalog", "text");
const texts: ValueType = { ...text, list: "array", ownType: sql`${text.ownType}[]` };
