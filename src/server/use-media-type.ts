import { MIMEType } from "node:util";
import type { Plugin } from "graphql-yoga";
import { refusal } from "./refuse.ts";

/**
 * Takes bodies as JSON in UTF-8 only. What is no JSON is also what pages of other sites make a browser send without
 * asking first (Fetch standard, "CORS-safelisted request-header").
 */
export function useMediaType(): Plugin {
  return {
    onRequest({ request: { method, headers }, endResponse }) {
      if (method !== "POST") return;
      const encoding = headers.get("content-encoding");
      if (encoding !== null) {
        endResponse(unsupported("Send the operation as it is, without content-encoding."));
      } else if (!isJson(headers.get("content-type") ?? "")) {
        endResponse(unsupported("Send the operation as JSON in UTF-8, with content-type: application/json."));
      }
    },
  };
}

const jsonTypes = ["application/json", "application/graphql+json"];

function isJson(header: string): boolean {
  let type: MIMEType;
  try {
    type = new MIMEType(header);
  } catch {
    return false;
  }
  const charset = type.params.get("charset")?.toLowerCase() ?? "utf-8";
  return jsonTypes.includes(type.essence) && ["utf-8", "utf8"].includes(charset);
}

function unsupported(message: string): Response {
  return refusal(415, "BAD_USER_INPUT", message);
}
