import type { YogaServerInstance } from "graphql-yoga";
import type { RequestContext } from "../execute/index.ts";
import type { Principal } from "../lib/index.ts";

/** What a request comes with. */
export interface Arrival {
  /** Who asks: set before anything else of it is looked at. A WebSocket says it once, for all that it asks. */
  principal?: Principal;
}

export type Yoga = YogaServerInstance<Arrival, RequestContext>;

/** Nothing is done for nobody, however the request came here. */
export function known(principal: Principal | undefined): Principal {
  if (!principal) throw new Error("A request came to its operation without anybody having asked who it is.");
  return principal;
}
