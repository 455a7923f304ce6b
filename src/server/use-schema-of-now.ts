import type { GraphQLSchema } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { RequestContext } from "../execute/index.ts";
import type { Principal } from "../lib/index.ts";
import { type Arrival, known } from "./arrival.ts";

/** Each request has the schema of who asks that is served when it comes, from its first step to its last. */
export function useSchemaOfNow(
  current: (principal: Principal) => GraphQLSchema,
): Plugin<Partial<RequestContext>, Arrival> {
  return {
    onEnveloped({ context, setSchema }) {
      setSchema(current(known(context?.principal)));
    },
  };
}
