/** Who is asking. Without any `auth` in the configuration everyone is `admin`. */
export interface Principal {
  readonly role: string;
}

export const admin: Principal = { role: "admin" };

/** What of the gateway itself somebody may use: look at the pools, act on them, send SQL of their own. */
export type GatewayRight = "pools" | "verbs" | "sql";

/** The one place that is asked. */
export function mayUse(principal: Principal, _right: GatewayRight): boolean {
  return principal.role === admin.role;
}

/** How those who did something are named to others. */
export function nameOf({ role }: Principal): string {
  return role;
}
