import type { Plugin } from "graphql-yoga";
import { refusal } from "./refuse.ts";

/** Refuses what pages of other sites, and of other hosts of the same site, make a browser send. */
export function useSameOrigin(): Plugin {
  return {
    onRequest({ request, endResponse }) {
      const message = originComplaint(request.headers);
      if (message !== undefined) {
        endResponse(refusal(403, "FORBIDDEN", message));
        return;
      }
      const site = request.headers.get("sec-fetch-site");
      if ((site === "cross-site" || site === "same-site") && !isVisit(request)) {
        endResponse(refusal(403, "FORBIDDEN", "Requests that pages of other sites cause are refused."));
      }
    },
  };
}

/** Says what is wrong with the `Origin` of a request, where something is. */
export function originComplaint(headers: Headers): string | undefined {
  const origin = headers.get("origin");
  if (origin === null || isSameHost(origin, headers.get("host"))) return undefined;
  return "Requests from pages of other origins are refused.";
}

function isSameHost(origin: string, host: string | null): boolean {
  return URL.canParse(origin) && host !== null && new URL(origin).host === host.toLowerCase();
}

/** Somebody followed a link to GraphiQL. */
function isVisit(request: Request): boolean {
  return request.headers.get("sec-fetch-mode") === "navigate" && !new URL(request.url).searchParams.has("query");
}
