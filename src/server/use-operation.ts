import type { Plugin } from "graphql-yoga";
import { executeOperation, type RequestContext } from "../execute/index.ts";

/** Executes operations as the gateway does, in transactions where they ask for it. */
export function useOperation(): Plugin<RequestContext> {
  return {
    onExecute({ args, setExecuteFn }) {
      setExecuteFn(() => executeOperation(args));
    },
  };
}
