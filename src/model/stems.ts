import type { ValueType } from "./value-type.ts";

/** What the filters of texts are called after, by the operators that they have. */
export const kinds = {
  text: "String",
  search: "Tsvector",
  json: "JSON",
  network: "Inet",
  ltree: "Ltree",
  hstore: "Hstore",
} as const satisfies Record<NonNullable<ValueType["operators"]>, string>;

/** What filters are called after, but those of enums. */
export const stems: readonly string[] = [
  ...Object.values(kinds),
  ...["StringOrder", "StringEquality"],
  ...["Boolean", "Int", "Float", "BigInt", "Decimal", "DateTime", "Date", "Time", "Interval", "UUID", "Bytes"],
];
