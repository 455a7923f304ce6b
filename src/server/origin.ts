import { GraphQLError } from "graphql";

/** What was thrown first; executors and resolvers wrap it. */
export function originOf(error: GraphQLError): Error {
  const inner = error.originalError;
  if (!inner) return error;
  return inner instanceof GraphQLError ? originOf(inner) : inner;
}
