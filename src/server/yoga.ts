import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import type { GraphQLSchema } from "graphql";
import { createYoga } from "graphql-yoga";
import type { Authentication } from "../access/index.ts";
import type { LimitsSettings } from "../config/index.ts";
import { createRequestContext, type RequestContext, type RowSecurity } from "../execute/index.ts";
import type { Principal } from "../lib/index.ts";
import type { Pools } from "../pools/index.ts";
import { type Arrival, known, type Yoga } from "./arrival.ts";
import { useDashboard } from "./dashboard/use-dashboard.ts";
import { documentCaches } from "./document-caches.ts";
import { maskError } from "./mask.ts";
import { createSockets } from "./socket/create-sockets.ts";
import { useAuthentication } from "./use-authentication.ts";
import { useChangedSchema } from "./use-changed-schema.ts";
import { useDocumentLimits } from "./use-document-limits.ts";
import { useExactJson } from "./use-exact-json.ts";
import { useKnownHost } from "./use-known-host.ts";
import { useMediaType } from "./use-media-type.ts";
import { useOperation } from "./use-operation.ts";
import { usePageHeaders } from "./use-page-headers.ts";
import { usePrinting } from "./use-printing.ts";
import { useRedirect } from "./use-redirect.ts";
import { useSameOrigin } from "./use-same-origin.ts";
import { useSchemaOfNow } from "./use-schema-of-now.ts";
import { useSchemaWatch } from "./use-schema-watch.ts";
import { useSubscriptions } from "./use-subscriptions.ts";
import { useTrace } from "./use-trace.ts";
import { useVariableLimits } from "./use-variable-limits.ts";

export interface HandlerOptions {
  /**
   * What is served to somebody now; asked for each request.
   *
   * @throws SluiceError FORBIDDEN for who may see nothing.
   */
  readonly schema: (principal: Principal) => GraphQLSchema;
  /** Whether a schema is served still. */
  readonly isServed: (schema: GraphQLSchema) => boolean;
  readonly pools: Pools;
  /** As it is now; asked for each request. */
  readonly rowSecurity: () => RowSecurity;
  /** Finds out who asks. */
  readonly authentication: Authentication;
  readonly limits: LimitsSettings;
  /** What GraphiQL opens with. */
  readonly exampleQuery: () => string;
  /** `Host` headers to answer beside the loopback's; undefined answers all. */
  readonly allowedHosts: readonly string[] | undefined;
  /** Whether requests may see their statements, and browsers GraphiQL. */
  readonly development: boolean;
  /** Whether there is a page that shows the pools. */
  readonly dashboard: boolean;
  /** Told when a request did not fit: its schema, or the tables of a database. Either may have changed. */
  readonly onMisfit: (database: string | undefined) => void;
}

/** The path of the API and of GraphiQL. */
export const endpoint = "/graphql";

/** The most statements that one request runs at once on one database: one client must not take a whole pool. */
const statementsAtOnce = 4;

/** What answers HTTP requests and WebSockets, and what to call when it is no longer used. */
export function createHandler(options: HandlerOptions) {
  const { isOpen } = options.authentication;
  const trace = options.development ? useTrace() : undefined;
  const yoga: Yoga = createYoga<Arrival, RequestContext>({
    graphqlEndpoint: endpoint,
    context: ({ request, principal }) =>
      createRequestContext({
        principal: known(principal),
        pools: options.pools,
        rowSecurity: options.rowSecurity(),
        signal: request.signal,
        statementsAtOnce,
        limits: options.limits,
      }),
    graphiql:
      options.development &&
      (() => ({ title: "Sluice", defaultQuery: options.exampleQuery(), ...headersEditor(isOpen) })),
    renderGraphiQL,
    landingPage: false,
    cors: false,
    multipart: false,
    // Read, and limited, by `useExactJson`.
    maxRequestBodySize: false,
    parserAndValidationCache: documentCaches(),
    maskedErrors: { maskError },
    plugins: [
      useSchemaOfNow(options.schema),
      ...(options.allowedHosts ? [useKnownHost({ allowedHosts: options.allowedHosts, isOpen })] : []),
      useSameOrigin(),
      ...(options.dashboard ? [useDashboard({ hasGraphiQL: options.development })] : []),
      useAuthentication(options.authentication),
      useMediaType(),
      usePageHeaders(),
      useRedirect(endpoint),
      useVariableLimits(options.limits),
      useExactJson(options.limits),
      useDocumentLimits(options.limits),
      useOperation(),
      useSubscriptions({ schema: options.schema, most: options.limits.subscriptions }),
      useChangedSchema(),
      useSchemaWatch(options.isServed, options.onMisfit),
      ...(trace ? [trace] : []),
      usePrinting(),
    ],
  });
  const { authentication, limits, allowedHosts } = options;
  const sockets = createSockets({ yoga, authentication, limits, allowedHosts, endpoint });
  return { yoga, sockets, dispose: () => trace?.dispose() };
}

/** Where credentials are needed there is a place for them, and they do not stay in the browser. */
function headersEditor(isOpen: boolean) {
  return isOpen ? {} : { shouldPersistHeaders: false, defaultEditorToolsVisibility: "headers" as const };
}
