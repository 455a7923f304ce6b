import type { Plugin } from "graphql-yoga";

/** Leads a browser that was given the address alone to the API's path, where GraphiQL is. */
export function useRedirect(path: string): Plugin {
  return {
    onRequest({ request, url, endResponse }) {
      if (request.method !== "GET" || url.pathname !== "/") return;
      endResponse(new Response(null, { status: 302, headers: { location: path } }));
    },
  };
}
