import type { AuthSettings } from "../config/index.ts";

/** What an operator should know of settings that may be meant. */
export function describeWeakness(auth: AuthSettings | undefined): readonly string[] {
  const { jwt } = auth ?? {};
  if (!jwt || !(jwt.key instanceof URL) || jwt.audience || jwt.issuer) return [];
  return [
    "auth.jwt has neither issuer nor audience: tokens that the issuer made for other applications are accepted, too.",
  ];
}
