import type { RoleSettings } from "../config/index.ts";
import type { GatewayRight } from "../lib/index.ts";

/** What of the gateway itself a role may use, with what it inherits. */
export function gatewayRights(
  { gateway, inherits }: RoleSettings,
  roles: readonly RoleSettings[],
): ReadonlySet<GatewayRight> {
  const own = grantable.filter((right) => gateway[right]);
  const inherited = roles.filter(({ name }) => inherits.includes(name)).map((role) => gatewayRights(role, roles));
  const rights = new Set([...own, ...inherited.flatMap((each) => [...each])]);
  // Who acts on a pool is answered the pool.
  return rights.has("verbs") ? rights.add("pools") : rights;
}

/** SQL of one's own is for the admin alone: it reads whatever the pool's user may. */
const grantable = ["pools", "verbs", "traces"] as const satisfies readonly GatewayRight[];
