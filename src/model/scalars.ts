import { type Fragment, sql } from "../sql/index.ts";
import { type FindOperator, operatorIn, plainOperator } from "./comparators.ts";
import type { ScalarName, ValueType } from "./value-type.ts";

type Print = ValueType["print"];

/** As `row_to_json` prints it: JSON's own numbers and booleans, and for all other types the text that Postgres prints. */
export const plain: Print = (expression) => expression;

/**
 * As text: exact where a JSON number would be rounded by its reader, and safe from a type's own cast to JSON, which
 * `row_to_json` would use.
 */
export const text: Print = (expression) => sql`${expression}::${sql.own("text")}`;

/**
 * Postgres 18 fails to estimate how many values of a "char" column come before another ("cache lookup failed for collation
 * 0") as soon as it has statistics of the column, which it has not of an expression.
 */
const unestimated: Print = (expression) => sql`${text(expression)}::${sql.ownType("char")}`;

/** RFC 4648 without line breaks; `encode` breaks lines after 76 characters (manual, section 9.5). */
const base64: Print = (expression) =>
  sql`${sql.own("translate")}(${sql.own("encode")}(${expression}, 'base64'), e'\n', '')`;

/** How values of one base type of Postgres are served. */
export interface BaseType {
  readonly scalar: ScalarName;
  readonly print: Print;
  readonly comparison: ValueType["comparison"];
  /** Whether values exist that JSON cannot hold. */
  readonly nullish: boolean;
  readonly family: string | undefined;
  readonly zoneless: boolean;
  readonly operators: ValueType["operators"];
  readonly comparable: string;
  readonly rank: ValueType["rank"];
  readonly mostBytes: number | undefined;
  readonly operator: FindOperator;
  /** The type to cast bound values to. */
  readonly cast: Fragment;
}

type Options = Partial<
  Pick<BaseType, "comparison" | "family" | "nullish" | "zoneless" | "operators" | "comparable" | "rank" | "mostBytes">
> & {
  /** A wider type to compare with, so that a value out of the column's range finds nothing instead of failing. */
  readonly compareAs?: string;
};

interface Entry extends Options {
  readonly scalar: ScalarName;
  readonly print: Print;
}

const entry = (scalar: ScalarName, print: Print, options: Options = {}): Entry => ({ scalar, print, ...options });
const string = (options: Options = {}): Entry => entry("String", plain, options);

/** The types of `pg_catalog` that have a form of their own. Without a word they have an order. */
const catalogTypes: ReadonlyMap<string, Entry> = new Map(
  Object.entries({
    bool: entry("Boolean", plain, { family: "boolean" }),
    int2: entry("Int", plain, { family: "integer", comparable: "number", compareAs: "int4" }),
    int4: entry("Int", plain, { family: "integer", comparable: "number" }),
    int8: entry("BigInt", text, { family: "integer", comparable: "number" }),
    oid: entry("BigInt", text),
    float4: entry("Float", plain, { nullish: true, comparable: "float" }),
    float8: entry("Float", plain, { nullish: true, comparable: "float" }),
    numeric: entry("Decimal", text, { family: "numeric", comparable: "number" }),
    text: string({ family: "text", operators: "text", comparable: "text" }),
    varchar: string({ family: "text", operators: "text", comparable: "text" }),
    bpchar: string({ family: "text", operators: "text" }),
    // A longer text would be cut, and equal to another.
    name: string({ operators: "text", comparable: "text", compareAs: "text", mostBytes: 63 }),
    char: string({ compareAs: "text", rank: unestimated, mostBytes: 1 }),
    money: string(),
    uuid: entry("UUID", plain, { family: "uuid" }),
    timestamptz: entry("DateTime", plain, { family: "timestamptz" }),
    timestamp: entry("DateTime", plain, { family: "timestamp", zoneless: true, comparable: "day" }),
    date: entry("Date", plain, { family: "date", comparable: "day" }),
    time: entry("Time", plain, { zoneless: true }),
    timetz: entry("Time", plain),
    interval: entry("Interval", plain),
    bytea: entry("Bytes", base64),
    // JSON's null is null in GraphQL, too.
    jsonb: entry("JSON", text, { comparison: "equality", nullish: true, operators: "json" }),
    json: entry("JSON", text, { comparison: "none", nullish: true }),
    inet: string({ family: "inet", operators: "network", comparable: "network" }),
    cidr: string({ operators: "network", comparable: "network" }),
    macaddr: string(),
    macaddr8: string(),
    bit: string(),
    varbit: string(),
    pg_lsn: string(),
    tid: string(),
    xid8: string(),
    xid: string({ comparison: "equality" }),
    tsvector: string({ comparison: "equality", operators: "search" }),
    tsquery: string({ comparison: "equality" }),
    // As its own output has it: a cast to text would keep an encoding that the answer does not have.
    xml: string({ comparison: "none" }),
  } satisfies Record<string, Entry>),
);

/** Types that extensions add, in whatever schema. */
const extensionTypes: ReadonlyMap<string, Entry> = new Map(
  Object.entries({
    citext: entry("String", text, { operators: "text" }),
    ltree: entry("String", text, { operators: "ltree" }),
    hstore: entry("String", text, { comparison: "equality", operators: "hstore" }),
  } satisfies Record<string, Entry>),
);

const other = entry("String", text, { comparison: "none" });

/** A base type as it is served; types that are not known are text that can only be tested for null. */
export function baseType(schema: string, name: string): BaseType {
  const isCatalog = schema === "pg_catalog";
  const found = (isCatalog ? catalogTypes : extensionTypes).get(name) ?? other;
  return {
    scalar: found.scalar,
    print: found.print,
    comparison: found.comparison ?? "order",
    nullish: found.nullish ?? false,
    family: found.family,
    zoneless: found.zoneless ?? false,
    operators: found.operators,
    comparable: found.comparable ?? `${schema}.${name}`,
    rank: found.rank ?? plain,
    mostBytes: found.mostBytes,
    operator: isCatalog ? plainOperator : operatorIn(schema),
    cast: castName(schema, found.compareAs ?? name),
  };
}

/** A type's name to cast with. Those of `pg_catalog` are found without their schema, which keeps statements readable. */
export function castName(schema: string, name: string): Fragment {
  return schema === "pg_catalog" ? sql.ownType(name) : sql.identifier(schema, name);
}
