import type { Live } from "../../live/index.ts";
import type { Pool } from "../../pools/index.ts";
import type { Builder } from "../builder.ts";
import { given } from "./given.ts";
import { checkStep, createPoint } from "./history.ts";
import { createLease } from "./leases.ts";
import { checkCount } from "./limits.ts";
import { ofTheGateway } from "./plain.ts";
import { checkRight } from "./rights.ts";
import { createPoolSettings } from "./settings.ts";
import { createStatement } from "./statements.ts";
import type { createPoolState, createPoolStats } from "./stats.ts";

export type PoolRef = ReturnType<typeof createPool>;

export interface PoolTypes {
  readonly stats: ReturnType<typeof createPoolStats>;
  readonly state: ReturnType<typeof createPoolState>;
}

const usual = { step: 5_000, limit: 20 };

/** A pool, to look at: its settings and its statistics as they are when they are asked for, and as they were. */
export function createPool(builder: Builder, live: Live, { stats, state }: PoolTypes) {
  const settings = createPoolSettings(builder);
  const point = createPoint(builder, state);
  const lease = createLease(builder);
  const statement = createStatement(builder);
  const most = "The most of them, up to 1,000.";
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
      history: t.field({
        type: [point],
        nullable: false,
        description:
          "The last 15 minutes, oldest first, one point for each step. Kept by the gateway whether or not somebody looks, unless the dashboard is off.",
        args: {
          step: t.arg.int({
            defaultValue: usual.step,
            description: "Milliseconds, a multiple of 1000, from 1000 to 60000.",
          }),
          last: t.arg.int({ description: "Only so many of the newest points; all where left out." }),
        },
        extensions: ofTheGateway,
        resolve: (pool, args, context) => {
          checkRight(context, "pools");
          const points = live.history?.points(pool, checkStep(given.int(args.step) ?? usual.step)) ?? [];
          const last = given.int(args.last);
          return last === undefined ? [...points] : points.slice(-checkCount("last", last));
        },
      }),
      leases: t.field({
        type: [lease],
        nullable: false,
        description: "Leases that are held now, the longest first.",
        args: { limit: t.arg.int({ defaultValue: usual.limit, description: most }) },
        extensions: ofTheGateway,
        resolve: (pool, { limit }, context) => {
          checkRight(context, "pools");
          return pool.leases().slice(0, checkCount("limit", given.int(limit) ?? usual.limit));
        },
      }),
      statements: t.field({
        type: [statement],
        nullable: false,
        description: "Statements by the time they took in total, since the pool was opened or since the last reset.",
        args: { limit: t.arg.int({ defaultValue: usual.limit, description: most }) },
        extensions: ofTheGateway,
        resolve: (pool, { limit }, context) => {
          checkRight(context, "pools");
          return pool.statements.all().slice(0, checkCount("limit", given.int(limit) ?? usual.limit));
        },
      }),
    }),
  });
}
