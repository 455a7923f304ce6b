import type { Live } from "../../live/index.ts";
import type { Pool } from "../../pools/index.ts";
import type { Builder } from "../builder.ts";
import { ofTheGateway } from "./plain.ts";
import { createPoolSettings } from "./settings.ts";
import type { createPoolStats } from "./stats.ts";

export type PoolRef = ReturnType<typeof createPool>;

/** A pool, to look at: its settings and its statistics as they are when they are asked for. */
export function createPool(builder: Builder, live: Live, stats: ReturnType<typeof createPoolStats>) {
  const settings = createPoolSettings(builder);
  return builder.objectRef<Pool>("Pool").implement({
    description: "The connections to one database.",
    fields: (t) => ({
      database: t.field({ type: "String", nullable: false, extensions: ofTheGateway, resolve: ({ name }) => name }),
      settings: t.field({
        type: settings,
        nullable: false,
        extensions: ofTheGateway,
        resolve: (pool) => pool.settings,
      }),
      stats: t.field({
        type: stats,
        nullable: false,
        extensions: ofTheGateway,
        resolve: (pool) => live.sampler.samples.now(pool),
      }),
    }),
  });
}
