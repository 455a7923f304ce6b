import type { Pools } from "../pools/index.ts";
import { Events } from "./events.ts";
import { History } from "./history.ts";
import { Sampler } from "./sampler.ts";

/** What operators watch of a gateway: one for all who do. */
export interface Live {
  readonly sampler: Sampler;
  readonly events: Events;
  /** Undefined where nothing is kept while nobody looks. */
  readonly history: History | undefined;
  /** Ends every stream. */
  close(): void;
}

export interface LiveOptions {
  /** Whether samples are taken and kept while nobody looks (false). */
  readonly keepsHistory?: boolean;
}

export function createLive(pools: Pools, { keepsHistory = false }: LiveOptions = {}): Live {
  const sampler = new Sampler(pools);
  const events = new Events(pools);
  const history = keepsHistory ? new History(pools, sampler) : undefined;
  return {
    sampler,
    events,
    history,
    close() {
      history?.close();
      sampler.close();
      events.close();
    },
  };
}
