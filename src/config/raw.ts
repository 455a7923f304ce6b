/** An object of a configuration that was not checked yet. */
export type Raw = Readonly<Record<string, unknown>>;

/** The value, where it is an object; an empty one for anything else, which the check of the shape reports. */
export function record(value: unknown): Raw {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
