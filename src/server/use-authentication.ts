import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { AccessError, type Authentication } from "../access/index.ts";
import { SluiceError } from "../lib/index.ts";
import type { Arrival } from "./arrival.ts";

/**
 * Finds out who asks before the body is read: whoever is refused has nothing parsed, and learns nothing of the schema.
 * GraphiQL's page comes before that, because a browser opens a page without credentials.
 */
export function useAuthentication({ authenticate, isOpen }: Authentication): Plugin<object, Arrival> {
  const said = new WeakSet<Error>();
  let log = (_error: Error) => {};
  return {
    onYogaInit({ yoga }) {
      log = (error) => yoga.logger.error(error);
    },
    async onRequestParse({ request, serverContext }) {
      try {
        serverContext.principal = await authenticate(request.headers);
      } catch (error) {
        if (!(error instanceof SluiceError)) throw error;
        // The same error is given to all requests of a while.
        if (error.code === "AUTHENTICATION_UNAVAILABLE" && !said.has(error)) {
          said.add(error);
          log(error);
        }
        throw withStatus(error);
      }
    },
    onResponse({ response }) {
      // What one may see is not for a cache that others read; what says itself who may keep it is for everybody.
      if (!isOpen && !response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
    },
  };
}

function withStatus(error: SluiceError): GraphQLError {
  const http = httpOf(error);
  return new GraphQLError(error.message, { originalError: error, extensions: { ...error.extensions, http } });
}

function httpOf(error: SluiceError): { readonly status: number; readonly headers?: Record<string, string> } {
  switch (error.code) {
    case "UNAUTHENTICATED":
      return { status: 401, headers: { "www-authenticate": challengeOf(error) } };
    case "FORBIDDEN":
      return { status: 403 };
    case "AUTHENTICATION_UNAVAILABLE":
      return { status: 503, headers: { "retry-after": "5" } };
    default:
      return { status: error.code === "INTERNAL_SERVER_ERROR" ? 500 : 400 };
  }
}

/** RFC 6750, section 3: no error is named to those who sent no token. */
function challengeOf(error: SluiceError): string {
  const isToken = error instanceof AccessError && error.challenge === "invalid_token";
  return isToken ? 'Bearer realm="sluice", error="invalid_token"' : 'Bearer realm="sluice"';
}
