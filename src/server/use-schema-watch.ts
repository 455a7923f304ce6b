import type { GraphQLSchema } from "graphql";
import type { Plugin } from "graphql-yoga";
import { type ErrorCode, SluiceError } from "../lib/index.ts";
import { originOf } from "./origin.ts";

const changed: ErrorCode = "SCHEMA_CHANGED";

/**
 * Calls back with each database whose tables a request found changed, where that request had the schema that is still
 * served. After `useChangedSchema`, which finds some of them.
 */
export function useSchemaWatch(current: () => GraphQLSchema, onSchemaChanged: (database: string) => void): Plugin {
  return {
    onExecute({ args: { schema } }) {
      return {
        onExecuteDone({ result }) {
          if (Symbol.asyncIterator in result || !result.errors) return;
          for (const error of result.errors) {
            const origin = originOf(error);
            if (!(origin instanceof SluiceError) || origin.code !== changed || schema !== current()) continue;
            if (origin.details.database !== undefined) onSchemaChanged(origin.details.database);
          }
        },
      };
    },
  };
}
