import type { Plugin } from "graphql-yoga";
import type { RequestContext } from "../execute/index.ts";

/** Prints the minus zeros of an answer that has any; JSON knows them, `JSON.stringify` does not. */
export function useMinusZero(): Plugin<RequestContext> {
  return {
    onExecute({ args }) {
      return {
        onExecuteDone({ result, setResult }) {
          if (!args.contextValue.hasMinusZero || Symbol.asyncIterator in result) return;
          // The server prints a result with its own `stringify` where it has one; not enumerable, it is no part of it.
          setResult(Object.defineProperty({ ...result }, "stringify", { value: stringify }));
        },
      };
    },
  };
}

function stringify(result: unknown): string {
  return JSON.stringify(result, (_key, value: unknown) => (Object.is(value, -0) ? JSON.rawJSON("-0") : value));
}
