import { GraphQLError } from "graphql";
import { type ErrorCode, errorCodes, SluiceError } from "../lib/index.ts";
import { originOf } from "./origin.ts";

/**
 * The one gate that decides what clients see of an error: what was meant for them passes, everything else becomes one
 * sentence, and what it really was goes to the log.
 */
export function maskError(error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError)) return masked();
  const origin = originOf(error);
  // The server logs, with its causes, what the gate does not hand on as it is.
  if (origin instanceof SluiceError) return origin.code === "INTERNAL_SERVER_ERROR" ? copyOf(error) : error;
  if (origin instanceof GraphQLError) return withCode(error);
  return masked(error);
}

const known: ReadonlySet<unknown> = new Set(errorCodes);

/** What GraphQL and the HTTP layer find wrong is about the request: its arguments, its variables, its form. */
function withCode(error: GraphQLError): GraphQLError {
  const { extensions } = error;
  // A custom field may have codes of its own; before there is a path they are GraphQL's and the HTTP layer's.
  const isOwn = error.path !== undefined && typeof extensions.code === "string";
  if (!known.has(extensions.code) && !isOwn) {
    // The same error, because the server logs what the gate replaces.
    extensions.code = "BAD_USER_INPUT" satisfies ErrorCode;
  }
  // How JavaScript shows a number that was kept as it was written.
  error.message = error.message.replace(/\{ rawJSON: "([^"]*)" \}/g, "$1");
  // The reader's own words about what it could not read.
  delete extensions.originalError;
  return error;
}

function copyOf(error: GraphQLError): GraphQLError {
  const { message, nodes, source, positions, path, extensions } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}

function masked(error?: GraphQLError): GraphQLError {
  return new GraphQLError("Something went wrong inside the gateway.", {
    nodes: error?.nodes,
    source: error?.source,
    positions: error?.positions,
    path: error?.path,
    extensions: { code: "INTERNAL_SERVER_ERROR" },
  });
}
