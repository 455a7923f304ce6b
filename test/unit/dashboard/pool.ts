import type { EventFragment, SettingsFragment, StatsFragment } from "../../../src/dashboard/generated/operations.ts";
import { type Told, type Watched, watch, withSample } from "../../../src/dashboard/state/watched.ts";
import { poolSettings } from "../pools/support.ts";

/** When everything here happens. */
export const start = Date.parse("2026-03-01T03:12:00Z");

export const secondsAfter = (seconds: number) => new Date(start + seconds * 1_000).toISOString();

const settings: SettingsFragment = { ...poolSettings({ overflow: 5 }), pooler: "AUTO" };

/** A pool at rest, so many seconds after the start. */
export function stats(seconds: number, change: Partial<StatsFragment> = {}): StatsFragment {
  return {
    database: "shop",
    sampledAt: secondsAfter(seconds),
    state: "OPEN",
    total: 5,
    idle: 5,
    inUse: 0,
    connecting: 0,
    waiting: 0,
    inTransaction: 0,
    max: 10,
    queries: "0",
    errors: "0",
    refused: "0",
    lastUsedAt: null,
    breaker: { state: "CLOSED", failures: 0, openedAt: null, nextTryAt: null },
    server: null,
    ...change,
  };
}

/** A pool that was looked at once a second. */
export function watched(samples: readonly Partial<StatsFragment>[], told: Partial<Told> = {}): Watched {
  const [first = {}, ...others] = samples;
  const begun = watch({ database: "shop", settings, stats: stats(0, first), history: [], ...told });
  return others.reduce((known, sample, index) => withSample(known, stats(index + 1, sample)), begun);
}

export function removed(seconds: number, change: { code?: string; message?: string } = {}): EventFragment {
  const { code = null, message = null } = change;
  return { __typename: "Removed", database: "shop", at: secondsAfter(seconds), reason: "FAILED", code, message };
}
