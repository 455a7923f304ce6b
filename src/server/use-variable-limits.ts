import { getOperationAST } from "graphql";
import type { Plugin } from "graphql-yoga";
import { checkVariables } from "./variable-size.ts";

/** Refuses variables that are too many or too deep, before anything walks through them. */
export function useVariableLimits({ depth }: { readonly depth: number }): Plugin {
  return {
    onExecute({ args: { variableValues, document, operationName, schema } }) {
      const operation = variableValues && getOperationAST(document, operationName);
      if (variableValues && operation) checkVariables(variableValues, operation, schema, depth);
    },
  };
}
