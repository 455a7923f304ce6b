import type { GraphQLSchema } from "graphql";
import type { Plugin } from "graphql-yoga";
import { type ErrorCode, SluiceError } from "../lib/index.ts";
import { originOf } from "./origin.ts";

const changed: ErrorCode = "SCHEMA_CHANGED";

/**
 * Calls back where a request with the schema that is still served does not fit: with the database whose tables it found
 * changed, or with undefined where its document or its variables are not of the schema, which may lag behind. After
 * `useChangedSchema`, which finds some of the former.
 */
export function useSchemaWatch(
  isServed: (schema: GraphQLSchema) => boolean,
  onMisfit: (database: string | undefined) => void,
): Plugin {
  return {
    onValidate({ params: { schema } }) {
      return ({ valid }) => {
        if (!valid && isServed(schema)) onMisfit(undefined);
      };
    },
    onExecute({ args: { schema } }) {
      return {
        onExecuteDone({ result }) {
          if (Symbol.asyncIterator in result || !result.errors || !isServed(schema)) return;
          for (const error of result.errors) {
            const origin = originOf(error);
            const isAboutData = origin instanceof SluiceError;
            if (isAboutData && origin.code === changed) onMisfit(origin.details.database);
            // Variables are read before there is a path.
            if (!isAboutData && error.path === undefined) onMisfit(undefined);
          }
        },
      };
    },
  };
}
