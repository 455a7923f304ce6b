import { type Attribute, isObjectType, type ObjectType, type ValueType } from "../model/index.ts";
import { type Fragment, sql } from "../sql/index.ts";
import { rowKey } from "./keys.ts";
import { type Selected, type SelectionScope, selectionOf } from "./selection.ts";

/** Which parts of an object are printed, each under a key of its own. */
export type PartsOf = (type: ObjectType) => readonly ObjectPart[];

interface ObjectPart {
  readonly key: string;
  readonly attribute: Attribute;
  /** Of the part, where that is an object, too. */
  readonly parts: PartsOf;
}

export function selectedParts(selected: Selected, scope: SelectionScope): PartsOf {
  return (type) =>
    selectionOf(selected, scope).map((each) => {
      const attribute = type.attributes.find(({ field }) => field === each.field.name);
      if (!attribute) throw new Error(`${type.name} has no attribute ${each.field.name}.`);
      return { key: each.key, attribute, parts: selectedParts(each, scope) };
    });
}

export const allParts: PartsOf = (type) =>
  type.attributes.map((attribute) => ({ key: attribute.field, attribute, parts: allParts }));

/** What a row's JSON holds for a value: scalars as their type prints them, objects with some of their parts. */
export function printValue(type: ValueType, value: Fragment, parts: PartsOf): Fragment {
  const { named, list } = type;
  if (!isObjectType(named)) return type.print(value);
  if (!list) return printObject(named, value, parts);
  const element = sql.alias("e");
  const item = sql.column(element, "item");
  // A composite that is unnested falls apart into columns, and null cannot be told from nulls: so elements are taken by
  // their subscript. A multirange has none.
  const items =
    list === "multirange"
      ? sql`${sql.own("unnest")}(${value}) with ordinality as ${sql.reference(element)}(item, at)`
      : sql`(select (${value})[i] as item, i as at from ${sql.own("generate_subscripts")}(${value}, 1) as i) as ${sql.reference(element)}`;
  const objects = sql`${sql.own("json_agg")}(${printObject(named, item, parts)} order by ${sql.column(element, "at")})`;
  // An array of several dimensions stays one, for the reader of the row to refuse.
  const nested =
    list === "array"
      ? sql`when ${sql.own("array_ndims")}(${value}) > 1 then ${sql.own("to_json")}(${value}) `
      : sql.empty;
  return sql`case ${nested}when ${value} is not null then (select coalesce(${objects}, '[]'::${sql.own("json")}) from ${items}) end`;
}

function printObject(type: ObjectType, value: Fragment, partsOf: PartsOf): Fragment {
  const row = sql.alias("r");
  const fields = partsOf(type).map(
    ({ key, attribute, parts }) =>
      sql`${printValue(attribute.type, attribute.read(value), parts)} as ${sql.identifier(rowKey(key))}`,
  );
  // `is null` is also true of a composite whose attributes are all null; this is not.
  return sql`case when ${value} is distinct from null then (select ${sql.own("row_to_json")}(${sql.reference(row)}.*) from (select ${sql.join(fields, sql`, `)}) as ${sql.reference(row)}) end`;
}
