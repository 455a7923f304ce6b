import type { RequestContext } from "../../execute/index.ts";
import { type GatewayRight, mayUse, SluiceError } from "../../lib/index.ts";

/** @throws SluiceError FORBIDDEN */
export function checkRight({ principal }: RequestContext, right: GatewayRight): void {
  if (mayUse(principal, right)) return;
  throw new SluiceError("FORBIDDEN", "This needs a right of the gateway that the role does not have.");
}
