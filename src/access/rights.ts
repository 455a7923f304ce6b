import { adminRole, type Principal } from "../lib/index.ts";
import { forbidden } from "./refusals.ts";

/**
 * No rule means no access, and there are rules for `admin` only, who may do everything.
 *
 * @throws AccessError
 */
export function requireRules({ role, method }: Principal): void {
  if (role === adminRole) return;
  // What the others are called is nobody's business.
  const who = method === "anonymous" ? "Who sends no credentials" : `The role ${JSON.stringify(role)}`;
  throw forbidden(
    `${who} may do nothing: the configuration of the gateway has no rules for it. Only "${adminRole}" needs none.`,
  );
}
