import type { Plugin } from "graphql-yoga";
import type { RequestContext } from "../execute/index.ts";
import type { ErrorCode } from "../lib/index.ts";
import { printMinusZeros } from "./minus-zero.ts";

/**
 * Prints answers: minus zeros as JSON knows them, which `JSON.stringify` does not; and one error in place of an answer
 * that is longer than a string can be.
 */
export function usePrinting(): Plugin<RequestContext> {
  const contexts = new WeakMap<Request, RequestContext>();
  return {
    onExecute({ args: { contextValue } }) {
      contexts.set(contextValue.request, contextValue);
    },
    // Not when it was executed: what handles errors after that copies the result, and this is no part of it.
    onResultProcess({ request, result, setResult }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result) return;
      const stringify = contexts.get(request)?.hasMinusZero ? printMinusZeros : JSON.stringify;
      const print = (answer: unknown) => printed(answer, stringify);
      // The server prints a result with its own `stringify` where it has one.
      setResult(Object.defineProperty({ ...result }, "stringify", { value: print }));
    },
  };
}

function printed(answer: unknown, stringify: (answer: unknown) => string): string {
  try {
    return stringify(answer);
  } catch (error) {
    // V8 has no string of more than 2^29 characters.
    if (!(error instanceof RangeError)) throw error;
    const message = "The answer is longer than half a gigabyte. Select fewer fields or rows.";
    const code: ErrorCode = "RESULT_TOO_LARGE";
    return JSON.stringify({ errors: [{ message, extensions: { code, limit: "responseBytes" } }] });
  }
}
