import type { Fragment } from "../sql/index.ts";
import type { FindOperator } from "./comparators.ts";

export type ScalarName =
  | "Boolean"
  | "Int"
  | "Float"
  | "String"
  | "BigInt"
  | "Decimal"
  | "DateTime"
  | "Date"
  | "Time"
  | "Interval"
  | "UUID"
  | "JSON"
  | "Bytes";

export interface EnumType {
  readonly name: string;
  readonly description: string | undefined;
  /** In the enum's own order. */
  readonly values: readonly { readonly name: string; readonly label: string }[];
}

/** A value of several parts: a composite, or a range. Types of one name have the same fields. */
export interface ObjectType {
  readonly name: string;
  /** The database of a composite; ranges are shared by all. */
  readonly database: string | undefined;
  readonly description: string | undefined;
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  /** As Postgres has it; of a range, the field's. */
  readonly name: string;
  readonly field: string;
  readonly type: ValueType;
  readonly notNull: boolean;
  readonly description: string | undefined;
  /** The attribute's value, given the object's. */
  readonly read: (object: Fragment) => Fragment;
}

/** What a column's values are for GraphQL, and how SQL takes and prints them. */
export interface ValueType {
  readonly named: ScalarName | EnumType | ObjectType;
  /** Whether there are several, and what holds them. */
  readonly list: "array" | "multirange" | undefined;
  /** Whether null can come out although the column has no nulls: what JSON cannot hold is null. */
  readonly nullish: boolean;
  /** What a bound value is cast to, so that Postgres never has to guess its type. */
  readonly sqlType: Fragment;
  /** The schema of the type. */
  readonly schema: string;
  /** What an array is of; undefined where its elements have no filter. */
  readonly element: ValueType | undefined;
  /** What a range or multirange is of; undefined where it has no filter. */
  readonly range: RangeParts | undefined;
  /** Operators that it has beside those of comparison. */
  readonly operators: "text" | "search" | "json" | "network" | "ltree" | "hstore" | undefined;
  /** Types of one word have an order between them. */
  readonly comparable: string;
  /** The array of `sqlType`. */
  readonly sqlArrayType: Fragment;
  /** The expression whose JSON is what the client gets; an object's parts are printed one by one instead. */
  readonly print: (expression: Fragment) => Fragment;
  /** The type itself, where `sqlType` is a wider one. */
  readonly ownType: Fragment;
  /** The column as it is compared: a domain as its base type, for which operators are found. */
  readonly compare: (column: Fragment) => Fragment;
  /** The column as it is asked whether it comes before or after a value. */
  readonly rank: (column: Fragment) => Fragment;
  /** What Postgres would cut a longer text to, in silence. */
  readonly mostBytes: number | undefined;
  readonly operator: FindOperator;
  /** Whether it is a time that knows no time zone. */
  readonly zoneless: boolean;
  /** Whether `=` exists, and whether `<` does. */
  readonly comparison: "none" | "equality" | "order";
  /** Types that can be compared over a link have one family: `integer`, `text`, `uuid`, …; undefined: never linked. */
  readonly family: string | undefined;
}

export interface RangeParts {
  /** The function that makes one. */
  readonly construct: Fragment;
  readonly subtype: ValueType;
}

/** Whether values of a type can be given by a client. */
export function isGivable({ named }: ValueType): boolean {
  if (!isObjectType(named)) return true;
  if (named.database !== undefined) return named.attributes.some((attribute) => isGivable(attribute.type));
  return named.attributes.every(({ type }) => !type.list && !isObjectType(type.named));
}

/** The input type of a composite or a range that is given: `IntRangeInput`. */
export const objectInputName = ({ name }: ObjectType): string => `${name}Input`;

export function isObjectType(type: ValueType["named"]): type is ObjectType {
  return typeof type === "object" && "attributes" in type;
}
