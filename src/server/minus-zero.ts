import { parseExact } from "../lib/index.ts";

/** Prints minus zeros as JSON knows them, which `JSON.stringify` does not. */
export function printMinusZeros(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (Object.is(each, -0) ? JSON.rawJSON("-0") : each));
}

/** The same object, for which `JSON.stringify` does. */
export function withMinusZeros(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, parseExact(printMinusZeros(value))]));
}
