/** Whether a value is undefined, or a document of which JSON would leave something out: a filter by the rest is another one. */
export function holdsUndefined(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return ["undefined", "function", "symbol"].includes(typeof value);
  return Object.values(value).some(holdsUndefined);
}

export const undefinedInside = "is undefined, or has something inside that is; say null where null is meant";
