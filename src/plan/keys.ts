import { createHash } from "node:crypto";

/** Postgres cuts longer column names in silence, and two long aliases would become one. */
const longest = 63;

/** The key under which a field's value stands in a row's JSON: the response key itself unless Postgres would cut it. */
export function rowKey(responseKey: string): string {
  // "$" cannot begin a GraphQL name, so a stand-in never meets a real key.
  return responseKey.length <= longest ? responseKey : `$${digest(responseKey)}`;
}

/** The key under which a row says of which type it is, where it could be one of several. */
export const typeKey = "$type";

/** A name for a statement, the same for the same text, well under the 63 bytes that Postgres keeps. */
export function statementName(text: string): string {
  return `sluice_${digest(text)}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 32);
}
