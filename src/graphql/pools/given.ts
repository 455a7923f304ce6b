/** What GraphQL has read of an argument, by its type: the builder knows scalars as opaque. */
export const given = {
  text(value: unknown): string {
    if (typeof value === "string") return value;
    throw new TypeError("An argument is no text.");
  },
  /** Undefined where it was left out, or null. */
  texts(value: unknown): readonly string[] | undefined {
    return Array.isArray(value) ? value.map(given.text) : undefined;
  },
  /** With nulls among them. */
  values(value: unknown): readonly (string | null)[] {
    return Array.isArray(value) ? value.map((each: unknown) => (each === null ? null : given.text(each))) : [];
  },
  int(value: unknown): number | undefined {
    return typeof value === "number" ? value : undefined;
  },
};
