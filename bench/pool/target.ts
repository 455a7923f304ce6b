import { resolvePool } from "../../src/config/index.ts";
import { createPools, type Pools } from "../../src/pools/index.ts";

type Settings = NonNullable<Parameters<typeof resolvePool>[1]>;

/** One pool `bench` with the defaults but for these, and somebody who listens to its events. */
export function benchPools(url: string, settings: Settings = {}): Pools {
  const pools = createPools([{ name: "bench", connection: { url }, settings: resolvePool("bench", settings) }]);
  pools.on(() => {});
  return pools;
}
