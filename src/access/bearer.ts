/** The token of `Bearer <token>` (RFC 6750, section 2.1); empty where nothing that can be one follows, undefined for another scheme. */
export function bearerToken(authorization: string): string | undefined {
  if (!/^bearer(?: |$)/i.test(authorization)) return undefined;
  return /^bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1] ?? "";
}
