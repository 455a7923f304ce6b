import type { PoolSettings } from "../../../src/config/index.ts";

/** The defaults of the configuration, and what a test needs to be different. */
export function poolSettings(given: Partial<PoolSettings> = {}): PoolSettings {
  return {
    size: 5,
    overflow: 15,
    overflowIdle: 5_000,
    acquireTimeout: 5_000,
    maxWaiting: 10_000,
    connectTimeout: 5_000,
    queryTimeout: 35_000,
    statementTimeout: 30_000,
    lockTimeout: 10_000,
    idleInTransactionTimeout: 60_000,
    maxResultBytes: 64 * 2 ** 20,
    maxLifetime: 3_600_000,
    maxUses: 50_000,
    validateAfterIdle: 30_000,
    validationQuery: "select 1",
    closeAfterUnused: 1_800_000,
    leakWarning: 60_000,
    pooler: "auto",
    breaker: { failures: 5, resetAfter: 60_000 },
    applicationName: "sluice/shop",
    ...given,
  };
}
