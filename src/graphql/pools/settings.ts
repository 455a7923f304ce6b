import type { PoolSettings } from "../../config/index.ts";
import type { Builder } from "../builder.ts";
import { enumOf, ofTheGateway, plain, plainFields } from "./plain.ts";

/** The settings of a pool as they are now, by the names that they have in the configuration. */
export function createPoolSettings(builder: Builder) {
  const pooler = enumOf(builder, "PoolerMode", "Whether a pooler gives each transaction another session.", [
    "auto",
    "none",
    "transaction",
  ]);
  const breaker = builder.objectRef<PoolSettings["breaker"]>("BreakerSettings").implement({
    description: "When a database that only fails is given a pause.",
    fields: (t) =>
      plainFields(t, {
        failures: plain("Int", (settings) => settings.failures),
        resetAfter: plain("Int", (settings) => settings.resetAfter),
      }),
  });
  return builder.objectRef<PoolSettings>("PoolSettings").implement({
    description: "How a pool is set, as docs/pools.md explains it. Times are milliseconds, sizes bytes.",
    fields: (t) => ({
      ...plainFields(t, {
        size: plain("Int", (settings) => settings.size),
        overflow: plain("Int", (settings) => settings.overflow),
        overflowIdle: plain("Int", (settings) => settings.overflowIdle),
        acquireTimeout: plain("Int", (settings) => settings.acquireTimeout),
        maxWaiting: plain("Int", (settings) => settings.maxWaiting),
        connectTimeout: plain("Int", (settings) => settings.connectTimeout),
        queryTimeout: plain("Int", (settings) => settings.queryTimeout),
        statementTimeout: plain("Int", (settings) => settings.statementTimeout),
        lockTimeout: plain("Int", (settings) => settings.lockTimeout),
        idleInTransactionTimeout: plain("Int", (settings) => settings.idleInTransactionTimeout),
        maxLifetime: plain("Int", (settings) => settings.maxLifetime),
        maxUses: plain("Int", (settings) => settings.maxUses),
        validateAfterIdle: plain("Int", (settings) => settings.validateAfterIdle),
        validationQuery: plain("String", (settings) => settings.validationQuery),
        closeAfterUnused: plain("Int", (settings) => settings.closeAfterUnused),
        leakWarning: plain("Int", (settings) => settings.leakWarning),
        pooler: plain(pooler, (settings) => settings.pooler),
        maxResultBytes: plain("Int", (settings) => settings.maxResultBytes),
        applicationName: plain("String", (settings) => settings.applicationName),
      }),
      breaker: t.field({
        type: breaker,
        nullable: false,
        extensions: ofTheGateway,
        resolve: (settings) => settings.breaker,
      }),
    }),
  });
}
