import { fileURLToPath } from "node:url";
import type { Plugin } from "graphql-yoga";
import { refusal } from "../refuse.ts";
import { readFiles } from "./files.ts";
import { respond } from "./respond.ts";

export interface UseDashboardOptions {
  readonly hasGraphiQL: boolean;
}

/** The address of the page. */
export const dashboardPath = "/dashboard";

/** From the sources as from what they are compiled to it is the same way. */
const directory = fileURLToPath(new URL("../../../dist/dashboard/", import.meta.url));

/**
 * Serves the page on which operators watch the pools: the same files for everybody, read once. What they show is asked for
 * by GraphQL, with the credentials of whoever looks.
 */
export function useDashboard({ hasGraphiQL }: UseDashboardOptions): Plugin {
  const files = readFiles({ directory, hasGraphiQL });
  const below = `${dashboardPath}/`;
  return {
    onRequest({ request, url: { pathname }, endResponse }) {
      if (pathname !== dashboardPath && !pathname.startsWith(below)) return;
      if (!files) {
        endResponse(refusal(503, "INTERNAL_SERVER_ERROR", "The dashboard was not built. Run: npm run build"));
      } else if (pathname === below) {
        endResponse(new Response(null, { status: 308, headers: { location: dashboardPath } }));
      } else {
        endResponse(respond(request, files.get(pathname.slice(below.length))));
      }
    },
  };
}
