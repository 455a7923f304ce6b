import { refusal } from "../refuse.ts";
import type { File, Form } from "./files.ts";

/**
 * The page may load what this gateway serves and nothing else, run no text as a script, send nothing elsewhere, and be
 * framed by nobody.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const seconds = { year: 31_536_000 };

/** Answers a request for a file; undefined where there is none. */
export function respond({ method, headers }: Request, file: File | undefined): Response {
  if (!file) return refusal(404, "BAD_USER_INPUT", "The dashboard has no such file.");
  if (method !== "GET" && method !== "HEAD") {
    const response = refusal(405, "BAD_USER_INPUT", "The dashboard is read with GET.");
    response.headers.set("allow", "GET, HEAD");
    return response;
  }
  const form = chosen(file.forms, headers.get("accept-encoding") ?? "");
  const isKnown = isListed(headers.get("if-none-match") ?? "", form.etag);
  const hasBody = !isKnown && method === "GET";
  return new Response(hasBody ? form.bytes : null, {
    status: isKnown ? 304 : 200,
    headers: {
      "content-type": file.type,
      ...(!isKnown && { "content-length": String(form.bytes.byteLength) }),
      ...(form.encoding !== "identity" && { "content-encoding": form.encoding }),
      "cache-control": file.isImmutable ? `public, max-age=${seconds.year}, immutable` : "no-cache",
      etag: form.etag,
      vary: "accept-encoding",
      "x-content-type-options": "nosniff",
      "content-security-policy": policy,
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    },
  });
}

/** The smallest that the client takes (RFC 9110, section 12.5.3). */
function chosen(forms: readonly Form[], accepted: string): Form {
  const refused = new Map<string, boolean>();
  for (const part of accepted.toLowerCase().split(",")) {
    const [coding = "", ...parameters] = part.split(";").map((text) => text.trim());
    refused.set(
      coding,
      parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)),
    );
  }
  const takes = (encoding: string) => (refused.get(encoding) ?? refused.get("*") ?? true) === false;
  const form = forms.find(({ encoding }) => encoding !== "identity" && takes(encoding)) ?? forms.at(-1);
  if (!form) throw new Error("A file of the dashboard has no form.");
  return form;
}

/** Weak comparison, as `If-None-Match` wants it (RFC 9110, section 13.1.2). */
function isListed(header: string, etag: string): boolean {
  return header.split(",").some((each) => each.trim() === "*" || each.trim().replace(/^W\//, "") === etag);
}
