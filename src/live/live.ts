import type { Pools } from "../pools/index.ts";
import { Events } from "./events.ts";
import { Sampler } from "./sampler.ts";

/** What operators watch of a gateway: one for all who do. */
export interface Live {
  readonly sampler: Sampler;
  readonly events: Events;
  /** Ends every stream. */
  close(): void;
}

export function createLive(pools: Pools): Live {
  const sampler = new Sampler(pools);
  const events = new Events(pools);
  return {
    sampler,
    events,
    close() {
      sampler.close();
      events.close();
    },
  };
}
