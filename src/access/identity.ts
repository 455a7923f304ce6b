import { adminRole, type Claims, noClaims, type Principal } from "../lib/index.ts";
import { forbidden } from "./refusals.ts";

/** Somebody who is known, before the role is chosen. */
export interface KnownIdentity {
  readonly method: Principal["method"];
  /** The role without a choice; undefined where there are several and none is the first. */
  readonly role: string | undefined;
  /** What may be chosen. */
  readonly roles: Pick<ReadonlySet<string>, "has">;
  readonly claims: Claims;
  readonly expiresAt: number | undefined;
}

const everyRole: KnownIdentity["roles"] = { has: () => true };

/** Who has the secret may also see what any other role sees, but has no claims. */
export const secretHolder: KnownIdentity = {
  method: "secret",
  role: adminRole,
  roles: everyRole,
  claims: noClaims,
  expiresAt: undefined,
};

export function anonymousIdentity(role: string): KnownIdentity {
  return { method: "anonymous", role, roles: new Set([role]), claims: noClaims, expiresAt: undefined };
}

/** @throws AccessError where the role is not theirs, or they have to choose one. */
export function assumeRole(
  { roles, claims, method, expiresAt, ...known }: KnownIdentity,
  asked?: string,
): Omit<Principal, "rights"> {
  if (asked !== undefined && !roles.has(asked)) {
    throw forbidden(`The role ${JSON.stringify(asked)} is not one that these credentials give.`);
  }
  const role = asked ?? known.role;
  if (role === undefined) throw forbidden("These credentials leave the role open: choose one with x-sluice-role.");
  return { role, claims, method, expiresAt };
}
