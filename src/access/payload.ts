import { type Claims, excessOf, isSameNumber, parseExact } from "../lib/index.ts";
import { freezeClaims, isClaims } from "./claims.ts";
import { invalidToken } from "./refusals.ts";

const most = { depth: 100, items: 10_000 };

/**
 * The claims of a token that was verified, with numbers as they were written: the key of a tenant must not be rounded to
 * that of another.
 *
 * @throws AccessError where they are deeper than anybody means.
 */
export function readPayload(token: string): Claims {
  const text = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8");
  if (excessOf(text, most) !== undefined) throw invalidToken("The token is nested too deep.");
  const claims = parseExact(text, isSameNumber);
  if (!isClaims(claims)) throw invalidToken("The token is not valid.");
  return freezeClaims(claims);
}
