import type { Plugin } from "graphql-yoga";

/** GraphiQL is one page with everything in it: scripts inline, workers from blobs, and nothing from another host. */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  "worker-src blob:",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "font-src data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Keeps pages of other sites from framing GraphiQL, and GraphiQL from reaching other hosts. */
export function usePageHeaders(): Plugin {
  return {
    onResponse({ response }) {
      const { headers } = response;
      headers.set("x-content-type-options", "nosniff");
      // The dashboard brings a stricter one.
      if (headers.get("content-type")?.startsWith("text/html") && !headers.has("content-security-policy")) {
        headers.set("content-security-policy", policy);
      }
    },
  };
}
