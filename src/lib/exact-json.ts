declare global {
  interface JSON {
    /** A number that is printed as it was written (ECMAScript, "JSON.parse source text access"). */
    rawJSON(text: string): unknown;
    isRawJSON(value: unknown): boolean;
  }
}

/** What a number may hold that JavaScript would print otherwise: many digits, an exponent, a last zero, a minus zero. */
const suspicious = /\d[\d.]{15}|\d[eE]|\.\d*0(?!\d)|-0/;

/**
 * `JSON.parse` with every number kept as it was written: one that JavaScript would print otherwise becomes a
 * `JSON.rawJSON`, for which `rawNumber` gives the text.
 *
 * @param isSame which numbers may become JavaScript's own; by default those that it prints letter for letter.
 */
export function parseExact(
  text: string,
  isSame = (value: number, source: string) => String(value) === source,
): unknown {
  if (!suspicious.test(text)) return JSON.parse(text);
  // The third argument of a reviver holds the source of a primitive.
  const keepSource = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === "number" && context?.source !== undefined && !isSame(value, context.source)
      ? JSON.rawJSON(context.source)
      : value;
  return JSON.parse(text, keepSource);
}

/** The text of a number that was kept as it was written; undefined for everything else. */
export function rawNumber(value: unknown): string | undefined {
  return JSON.isRawJSON(value) ? JSON.stringify(value) : undefined;
}
