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

/** Whether JavaScript's number is the one that was written, however it was written: `1.50` and `1.5`, but not `1e-400` and 0. */
export function isSameNumber(value: number, source: string): boolean {
  const text = String(value);
  return text === source || decimalOf(text) === decimalOf(source);
}

/** A number in its one form: digits without zeros around them, and a power of ten; undefined for any other text. */
export function decimalOf(text: string): string | undefined {
  const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  // Not by a pattern, which would begin anew at every zero.
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  if (end === 0) return "0";
  return `${sign}${digits.slice(0, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}

/** The text of a number that was kept as it was written; undefined for everything else. */
export function rawNumber(value: unknown): string | undefined {
  return JSON.isRawJSON(value) ? JSON.stringify(value) : undefined;
}
