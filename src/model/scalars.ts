import type { CatalogType } from "../catalog/index.ts";
import { type Fragment, sql } from "../sql/index.ts";
import type { EnumType, ScalarName, ValueType } from "./model.ts";

type Print = ValueType["print"];

/** As `row_to_json` prints it: numbers, booleans, and strings for everything that has no JSON form. */
const plain: Print = (expression) => expression;

/** As text: exact where a JSON number would be rounded by its reader. */
const text: Print = (expression) => sql`${expression}::text`;

/** RFC 4648 without line breaks; `encode` breaks lines after 76 characters (manual, section 9.5). */
const base64: Print = (expression) => sql`translate(encode(${expression}, 'base64'), e'\n', '')`;

interface BaseType {
  readonly scalar: ScalarName;
  readonly print: Print;
  readonly comparison: ValueType["comparison"];
  readonly family?: string;
  /** A wider type to compare with, so that a value out of the column's range finds nothing instead of failing. */
  readonly compareAs?: string;
}

const ordered = (scalar: ScalarName, print: Print, family?: string): BaseType => ({
  scalar,
  print,
  comparison: "order",
  ...(family && { family }),
});

/** Every base type of `pg_catalog` that has a form of its own; the rest is served as text. */
const baseTypes: ReadonlyMap<string, BaseType> = new Map(
  Object.entries({
    bool: ordered("Boolean", plain, "boolean"),
    int2: { ...ordered("Int", plain, "integer"), compareAs: "int4" },
    int4: ordered("Int", plain, "integer"),
    int8: ordered("BigInt", text, "integer"),
    oid: ordered("BigInt", text),
    float4: { ...ordered("Float", plain), compareAs: "float4" },
    float8: ordered("Float", plain),
    numeric: ordered("Decimal", text, "numeric"),
    money: ordered("String", text),
    text: ordered("String", plain, "text"),
    varchar: ordered("String", plain, "text"),
    bpchar: ordered("String", plain, "text"),
    name: ordered("String", plain),
    char: ordered("String", plain),
    uuid: ordered("UUID", plain, "uuid"),
    timestamptz: ordered("DateTime", plain, "timestamptz"),
    timestamp: ordered("DateTime", plain, "timestamp"),
    date: ordered("Date", plain, "date"),
    time: ordered("Time", plain),
    timetz: ordered("Time", plain),
    interval: ordered("Interval", plain),
    bytea: ordered("Bytes", base64),
    jsonb: { scalar: "JSON", print: text, comparison: "equality" },
    json: { scalar: "JSON", print: text, comparison: "none" },
    inet: ordered("String", text, "inet"),
    cidr: ordered("String", text),
    macaddr: ordered("String", text),
    macaddr8: ordered("String", text),
    bit: ordered("String", text),
    varbit: ordered("String", text),
    pg_lsn: ordered("String", text),
    tsvector: { scalar: "String", print: text, comparison: "equality" },
    tsquery: { scalar: "String", print: text, comparison: "equality" },
  } satisfies Record<string, BaseType>),
);

const otherType: BaseType = { scalar: "String", print: text, comparison: "none" };

/** A type's name to cast with. Those of `pg_catalog` are found without their schema, which keeps statements readable. */
function castName(schema: string, name: string): Fragment {
  return schema === "pg_catalog" ? sql.identifier(name) : sql.identifier(schema, name);
}

/** Gives the enum's GraphQL type, or undefined where its labels cannot be GraphQL names. */
export type EnumReader = (type: CatalogType & { kind: "enum" }) => EnumType | undefined;

/** What values of a catalog type are for GraphQL and for SQL. */
export function valueType(type: CatalogType, readEnum: EnumReader): ValueType {
  switch (type.kind) {
    case "base": {
      const base = (type.schema === "pg_catalog" ? baseTypes.get(type.name) : undefined) ?? otherType;
      return scalarValue(base, castName(type.schema, base.compareAs ?? type.name));
    }
    case "enum": {
      const named = readEnum(type);
      const cast = castName(type.schema, type.name);
      const base: BaseType = { scalar: "String", print: plain, comparison: "order" };
      return { ...scalarValue(base, cast), ...(named && { named }) };
    }
    case "domain":
      return valueType(type.base, readEnum);
    case "array":
      return listValue(type, readEnum);
    case "other":
      return scalarValue(otherType, castName(type.schema, type.name));
  }
}

function scalarValue(base: BaseType, cast: Fragment): ValueType {
  return {
    named: base.scalar,
    list: false,
    sqlType: cast,
    sqlArrayType: sql`${cast}[]`,
    print: base.print,
    comparison: base.comparison,
    family: base.family,
  };
}

function listValue(type: CatalogType & { kind: "array" }, readEnum: EnumReader): ValueType {
  const element = valueType(type.element, readEnum);
  const sqlType = element.sqlArrayType;
  const list: ValueType = {
    named: element.named,
    list: true,
    sqlType,
    sqlArrayType: sql`${sqlType}[]`,
    print: element.print === text ? (expression) => sql`${expression}::text[]` : plain,
    comparison: element.comparison === "none" ? "none" : "equality",
    family: undefined,
  };
  if (type.dimensions === 1 && element.print !== base64) return list;
  // Nested lists have no fixed depth in Postgres, and GraphQL needs one: such arrays are served as JSON.
  return {
    ...list,
    named: "JSON",
    list: false,
    comparison: "none",
    print: (expression) => sql`to_json(${expression})::text`,
  };
}
