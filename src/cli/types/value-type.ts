import { isObjectType, type ObjectType, type ScalarName, type Table, type ValueType } from "../../model/index.ts";

const scalars = {
  Boolean: "boolean",
  Int: "number",
  Float: "number",
  String: "string",
  BigInt: "string",
  Decimal: "string",
  DateTime: "string",
  Date: "string",
  Time: "string",
  Interval: "string",
  UUID: "string",
  JSON: "unknown",
  Bytes: "string",
} as const satisfies Record<ScalarName, string>;

/** What a value is in TypeScript: `string`, `readonly (ShopStatus | null)[] | null`. */
export function typeOf({ named, list }: ValueType, notNull: boolean): string {
  const name = typeof named === "string" ? scalars[named] : named.name;
  // Postgres never promises that an array holds no null.
  const item = list === "array" && name !== "unknown" ? `(${name} | null)` : name;
  const value = list ? `readonly ${item}[]` : name;
  return notNull || value === "unknown" ? value : `${value} | null`;
}

/** The enums and objects that the columns of tables are of, by name. */
export function namedTypesOf(tables: readonly Table[]): readonly Exclude<ValueType["named"], ScalarName>[] {
  const found = new Map<string, Exclude<ValueType["named"], ScalarName>>();
  const add = ({ named }: ValueType): void => {
    if (typeof named === "string" || found.has(named.name)) return;
    found.set(named.name, named);
    if (isObjectType(named)) addParts(named);
  };
  const addParts = ({ attributes }: ObjectType): void => {
    for (const { type } of attributes) add(type);
  };
  for (const { columns } of tables) for (const { type } of columns) add(type);
  return [...found.values()];
}
