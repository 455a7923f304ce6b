import { admin } from "../../lib/index.ts";

/** Whether a custom field is there for a role: the one place that asks. */
export function isVisible(roles: readonly string[] | undefined, role: string): boolean {
  return roles === undefined || role === admin.role || roles.includes(role);
}
