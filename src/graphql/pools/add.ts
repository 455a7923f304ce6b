import type { RunSqlSettings } from "../../config/index.ts";
import type { GatewayRight } from "../../lib/index.ts";
import type { Live } from "../../live/index.ts";
import type { Builder } from "../builder.ts";
import { addConnectionBudget } from "./budget.ts";
import { addEventLog } from "./event-log.ts";
import { createEvents } from "./events.ts";
import { createPool } from "./pool.ts";
import { addPoolQueries } from "./query.ts";
import { addSql } from "./sql.ts";
import { createBreakerState, createPoolState, createPoolStats } from "./stats.ts";
import { addPoolStreams } from "./subscription.ts";
import { addVerbs } from "./verbs.ts";

export interface PoolsOptions {
  readonly live: Live;
  readonly runSql: RunSqlSettings;
  /** Databases that are only read, whatever `runSql` says. */
  readonly readOnly: ReadonlySet<string>;
  /** What those may use for whom the schema is. */
  readonly may: (right: GatewayRight) => boolean;
}

/** Adds what operators look at, and what they do, as far as they may beside looking at pools. */
export function addPools(builder: Builder, { live, runSql, readOnly, may }: PoolsOptions): void {
  const breakerState = createBreakerState(builder);
  const state = createPoolState(builder);
  const stats = createPoolStats(builder, breakerState, state);
  const pool = createPool(builder, live, { stats, state });
  const events = createEvents(builder, breakerState);
  addPoolQueries(builder, pool);
  addConnectionBudget(builder);
  addEventLog(builder, live, events);
  if (may("verbs")) addVerbs(builder, pool);
  if (runSql.mode !== "off" && may("sql"))
    addSql(builder, { live, settings: runSql, isReadOnly: (database) => readOnly.has(database) });
  builder.subscriptionType({ description: "What goes on in the gateway, as it happens." });
  addPoolStreams(builder, live, stats, events);
}
