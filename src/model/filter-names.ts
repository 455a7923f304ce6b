import { operatorsOf } from "./operators/index.ts";
import { kinds } from "./stems.ts";
import type { ValueType } from "./value-type.ts";

/**
 * The input type that holds a type's operators, shared by all columns of one kind: `IntFilter`, `ShopOrderStatusFilter`,
 * `StringListFilter`. Types of one name have the same operators, and those take the same.
 */
export function filterName(type: ValueType): string {
  return operatorsOf(type).length > 1 ? `${stem(type)}Filter` : "NullFilter";
}

function stem(type: ValueType): string {
  if (type.element) return `${stem(type.element)}List`;
  if (type.range) return `${stem(type.range.subtype)}${type.list === "multirange" ? "Multirange" : "Range"}`;
  if (type.operators) return kinds[type.operators];
  if (typeof type.named !== "string") return type.named.name;
  if (type.named !== "String") return type.named;
  return type.comparison === "order" ? "StringOrder" : "StringEquality";
}
