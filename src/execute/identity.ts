import type { Principal } from "../lib/index.ts";
import type { Identity } from "../pools/index.ts";

const known = new WeakMap<Principal, Map<string, Identity>>();

/**
 * Who asks, as a role of a database. `role` among the claims is that role, as PostgREST has it, whatever the token calls it.
 */
export function identityOf(principal: Principal, role: string): Identity {
  const identities = known.get(principal) ?? new Map<string, Identity>();
  known.set(principal, identities);
  const identity = identities.get(role) ?? { role, claims: JSON.stringify({ ...principal.claims, role }) };
  identities.set(role, identity);
  return identity;
}
