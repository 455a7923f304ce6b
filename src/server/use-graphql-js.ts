import { execute } from "graphql";
import type { Plugin } from "graphql-yoga";

/**
 * Executes with GraphQL's own executor. The server's default keeps variables in a plain object, where a variable named
 * `constructor` is found though nobody gave it, and takes a value with a `then` for a promise.
 */
export function useGraphqlJs(): Plugin {
  return {
    onExecute({ setExecuteFn }) {
      setExecuteFn(execute);
    },
  };
}
