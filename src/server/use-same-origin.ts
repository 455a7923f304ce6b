import type { Plugin } from "graphql-yoga";
import { refusal } from "./refuse.ts";

/** Bodies that a browser sends to another site without asking it first (Fetch standard, "CORS-safelisted request-header"). */
const jsonTypes = ["application/json", "application/graphql+json"];

/** Refuses what pages of other sites make a browser send: foreign origins, and bodies that need no preflight. */
export function useSameOrigin(): Plugin {
  return {
    onRequest({ request, endResponse }) {
      const origin = request.headers.get("origin");
      if (origin !== null && !isSameHost(origin, request.headers.get("host"))) {
        endResponse(refusal(403, "FORBIDDEN", "Requests from pages of other origins are refused."));
        return;
      }
      if (request.headers.get("sec-fetch-site") === "cross-site" && !isVisit(request)) {
        endResponse(refusal(403, "FORBIDDEN", "Requests that pages of other sites cause are refused."));
        return;
      }
      if (request.method !== "POST") return;
      const type = (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
      if (!jsonTypes.includes(type)) {
        endResponse(refusal(415, "BAD_USER_INPUT", "Send the operation as JSON, with content-type: application/json."));
      }
    },
  };
}

function isSameHost(origin: string, host: string | null): boolean {
  return URL.canParse(origin) && host !== null && new URL(origin).host === host.toLowerCase();
}

/** Somebody followed a link to GraphiQL. */
function isVisit(request: Request): boolean {
  return request.headers.get("sec-fetch-mode") === "navigate" && !new URL(request.url).searchParams.has("query");
}
