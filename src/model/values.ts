import type { CatalogType } from "../catalog/index.ts";
import { type Fragment, sql } from "../sql/index.ts";
import { plainOperator } from "./comparators.ts";
import { baseType, castName, plain, text } from "./scalars.ts";
import type { EnumType, ObjectType, RangeParts, ValueType } from "./value-type.ts";
import { isObjectType } from "./value-type.ts";

/** Types that have names of their own in the schema; undefined where one cannot have it, and is served as text. */
export interface NamedTypes {
  readEnum(type: CatalogType & { kind: "enum" }): EnumType | undefined;
  readComposite(type: CatalogType & { kind: "composite" }): ObjectType | undefined;
  readRange(type: CatalogType & { kind: "range" }): ObjectType | undefined;
  /** Whether the role may not use this schema, and so can name nothing in it. */
  isLocked(schema: string): boolean;
}

/** What values of a catalog type are for GraphQL and for SQL. */
export function valueType(type: CatalogType, types: NamedTypes): ValueType {
  switch (type.kind) {
    case "base": {
      const value = scalarValue(type.schema, type.name);
      return types.isLocked(type.schema) ? { ...value, comparison: "none", operators: undefined } : value;
    }
    case "domain": {
      const base = valueType(type.base, types);
      if (lockedSchema(type.base, types) !== undefined) return base;
      const compare = castTo(base.ownType);
      return { ...base, compare, rank: (column) => base.rank(compare(column)) };
    }
    case "enum": {
      const value = { ...scalarValue("pg_catalog", "text"), ...castsOf(castName(type.schema, type.name)) };
      const comparison = types.isLocked(type.schema) ? "none" : "order";
      const comparable = `${type.schema}.${type.name}`;
      const named = types.readEnum(type) ?? "String";
      return { ...value, family: undefined, operators: undefined, comparable, comparison, print: text, named };
    }
    case "composite": {
      const named = types.readComposite(type);
      return named ? objectValue(named, type) : scalarValue(type.schema, type.name);
    }
    case "range": {
      const named = types.readRange(type);
      return named
        ? { ...objectValue(named, type), range: rangeParts(type, types) }
        : scalarValue(type.schema, type.name);
    }
    case "multirange": {
      const range = valueType(type.range, types);
      if (!isObjectType(range.named)) return scalarValue(type.schema, type.name);
      const cast = castName(type.schema, type.name);
      const parts = types.isLocked(type.schema) ? undefined : range.range;
      return { ...range, range: parts, list: "multirange", ...castsOf(cast) };
    }
    case "array": {
      const isCast = type.element.kind === "domain" && lockedSchema(type.element, types) === undefined;
      return arrayValue(valueType(type.element, types), isCast, type.dimensions);
    }
    case "other":
      return { ...scalarValue(type.schema, type.name), print: text, comparison: "none", family: undefined };
  }
}

/** Undefined where values of the range cannot be given: those of a domain, a list or an object. */
function rangeParts(type: CatalogType & { kind: "range" }, types: NamedTypes): RangeParts | undefined {
  const { subtype } = type;
  if (subtype.kind === "domain" || types.isLocked(type.schema)) return undefined;
  const value = valueType(subtype, types);
  if (value.list || value.comparison !== "order" || isObjectType(value.named)) return undefined;
  return { construct: castName(type.schema, type.name), subtype: value };
}

/** The schema that keeps the role from casting to a type: a domain is cast to what it is over. */
export function lockedSchema(type: CatalogType, types: NamedTypes): string | undefined {
  switch (type.kind) {
    case "array":
      return lockedSchema(type.element, types);
    case "domain":
      return lockedSchema(type.base, types);
    default:
      return types.isLocked(type.schema) ? type.schema : undefined;
  }
}

export function scalarValue(schema: string, name: string): ValueType {
  const base = baseType(schema, name);
  return {
    named: base.scalar,
    list: undefined,
    schema,
    element: undefined,
    range: undefined,
    operators: base.operators,
    comparable: base.comparable,
    nullish: base.nullish,
    sqlType: base.cast,
    sqlArrayType: sql`${base.cast}[]`,
    ownType: castName(schema, name),
    compare: plain,
    rank: base.rank,
    mostBytes: base.mostBytes,
    operator: base.operator,
    zoneless: base.zoneless,
    print: base.print,
    comparison: base.comparison,
    family: base.family,
  };
}

function objectValue(named: ObjectType, { schema, name }: { schema: string; name: string }): ValueType {
  // What compares composites and ranges is of Postgres itself, whoever made the type.
  return { ...scalarValue(schema, name), named, comparison: "none", operators: undefined, operator: plainOperator };
}

function castsOf(cast: Fragment) {
  return { sqlType: cast, sqlArrayType: sql`${cast}[]`, ownType: cast };
}

const castTo =
  (type: Fragment): ValueType["compare"] =>
  (column) =>
    sql`${column}::${type}`;

function arrayValue(element: ValueType, isCast: boolean, dimensions: number): ValueType {
  // Arrays are only equal to arrays of the very same type.
  const cast = sql`${element.ownType}[]`;
  const array: ValueType = {
    named: element.named,
    list: "array",
    schema: element.schema,
    element: element.comparison === "none" ? undefined : element,
    range: undefined,
    operators: undefined,
    comparable: `${element.comparable}[]`,
    nullish: false,
    ...castsOf(cast),
    compare: isCast ? castTo(cast) : plain,
    rank: plain,
    mostBytes: element.mostBytes,
    operator: plainOperator,
    zoneless: element.zoneless,
    print: printArray(element),
    comparison: element.comparison === "none" ? "none" : "equality",
    family: undefined,
  };
  if (dimensions === 1 && !element.list) return array;
  // Nested lists have no fixed depth in Postgres, and GraphQL needs one: such arrays are served as JSON.
  const print: ValueType["print"] = (expression) => sql`${sql.own("to_json")}(${expression})::${sql.own("text")}`;
  return { ...array, named: "JSON", list: undefined, element: undefined, comparison: "none", compare: plain, print };
}

/** Elements printed as they are alone: by a cast of the whole where one exists. */
function printArray(element: ValueType): ValueType["print"] {
  if (isObjectType(element.named) || element.print === plain) return plain;
  if (element.print === text) return (expression) => sql`${expression}::${sql.own("text")}[]`;
  const item = sql.alias("e");
  const printed = element.print(sql.column(item, "item"));
  // An array of several dimensions stays one, for the reader of the row to refuse.
  return (expression) =>
    sql`case when ${sql.own("array_ndims")}(${expression}) > 1 then ${sql.own("to_json")}(${expression}) when ${expression} is not null then ${sql.own("to_json")}(array(select ${printed} from ${sql.own("unnest")}(${expression}) with ordinality as ${sql.reference(item)}(item, at) order by ${sql.column(item, "at")})) end`;
}
