import { type ExecutionArgs, getOperationAST } from "graphql";
import type { Plugin } from "graphql-yoga";
import { checkVariables } from "./variable-size.ts";

/** Refuses variables that are too many or too deep, before anything walks through them. */
export function useVariableLimits({ depth }: { readonly depth: number }): Plugin {
  const check = ({ args: { variableValues, document, operationName, schema } }: { readonly args: ExecutionArgs }) => {
    const operation = variableValues && getOperationAST(document, operationName);
    if (variableValues && operation) checkVariables(variableValues, operation, schema, depth);
  };
  return { onExecute: check, onSubscribe: check };
}
