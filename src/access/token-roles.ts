import { type JwtSettings, longestRole } from "../config/index.ts";
import { adminRole, type Claims } from "../lib/index.ts";
import { claimAt } from "./claims.ts";
import type { KnownIdentity } from "./identity.ts";
import { forbidden } from "./refusals.ts";

type RoleSettings = Pick<JwtSettings, "roleClaim" | "rolesClaim" | "allowAdmin">;

/**
 * What a verified token says about the role: the one of `roleClaim`, and those of `rolesClaim` to choose from. The only one
 * of a list needs no choice.
 *
 * @throws AccessError where it gives none, or not in the form of one.
 */
export function rolesOf(claims: Claims, settings: RoleSettings): Pick<KnownIdentity, "role" | "roles"> {
  const { roleClaim, rolesClaim, allowAdmin } = settings;
  const first = claimAt(claims, roleClaim) ?? undefined;
  const list = (rolesClaim && claimAt(claims, rolesClaim)) ?? [];
  if (first !== undefined && !isRole(first)) throw unfit(roleClaim);
  if (!Array.isArray(list)) throw unfit(rolesClaim ?? []);
  const roles = new Set<string>(first === undefined ? [] : [first]);
  for (const role of list) {
    if (!isRole(role)) throw unfit(rolesClaim ?? []);
    roles.add(role);
  }
  if (roles.size === 0) throw forbidden(`The token gives no role: its claim ${nameOf(roleClaim)} is missing.`);
  if (!allowAdmin) roles.delete(adminRole);
  if (roles.size === 0) throw forbidden(`The role "${adminRole}" is not one that a token gives here.`);
  const only = first === undefined && roles.size === 1 ? [...roles][0] : first;
  // Who comes as admin and may not be must not become another by that.
  return { role: only !== undefined && roles.has(only) ? only : undefined, roles };
}

function isRole(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= longestRole;
}

function unfit(steps: readonly string[]) {
  return forbidden(`The token gives no role: its claim ${nameOf(steps)} does not have the form of one.`);
}

const nameOf = (steps: readonly string[]): string => JSON.stringify(steps.join("."));
