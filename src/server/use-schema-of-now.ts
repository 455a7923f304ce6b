import type { GraphQLSchema } from "graphql";
import type { Plugin } from "graphql-yoga";

/** Each request has the schema that is served when it comes, from its first step to its last. */
export function useSchemaOfNow(current: () => GraphQLSchema): Plugin {
  return {
    onEnveloped({ setSchema }) {
      setSchema(current());
    },
  };
}
