import type { ValueType } from "./value-type.ts";

/** Whether rows can be ordered by such values, and the least and the greatest be found. */
export const isOrdered = (type: ValueType): boolean => type.comparison === "order";

/** Whether such values have a sum and an average. */
export function isSummed(type: ValueType): boolean {
  if (!isOrdered(type) || type.list) return false;
  return type.family === "integer" || type.family === "numeric" || type.named === "Float";
}
