/** Without the keys that are undefined. */
export function given<Values extends object>(values: Values): { [Key in keyof Values]?: NonNullable<Values[Key]> } {
  const result: { [Key in keyof Values]?: NonNullable<Values[Key]> } = {};
  for (const key of keysOf(values)) {
    const value = values[key];
    if (value !== undefined && value !== null) result[key] = value;
  }
  return result;
}

function keysOf<Values extends object>(values: Values): (keyof Values)[] {
  return Object.keys(values).filter((key): key is Extract<keyof Values, string> => Object.hasOwn(values, key));
}
