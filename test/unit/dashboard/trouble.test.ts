import { describe, expect, test } from "vitest";
import type { EventFragment } from "../../../src/dashboard/generated/operations.ts";
import { type Around, troublesOf } from "../../../src/dashboard/state/trouble.ts";
import type { Watched } from "../../../src/dashboard/state/watched.ts";
import { removed, secondsAfter, watched } from "./pool.ts";

const noBudget = { budget: null, total: 5, max: 10 };
const shop = "shop";

/** What is said, without the clock of this machine's time zone. */
function said(pool: Watched, around: Partial<Around> = {}): readonly string[] {
  return troublesOf(pool, { budget: noBudget, events: [], ...around }).map(
    ({ severity, reason }) => `${severity}: ${reason.replace(/\d\d:\d\d:\d\d/g, "<time>")}`,
  );
}

test("a pool at rest has none", () => {
  expect(said(watched([{}, {}]))).toEqual([]);
  expect(said(watched([{ state: "RESTING", total: 0, idle: 0 }]))).toEqual([]);
});

describe("a database that is down", () => {
  const pool = watched([{}, { state: "DOWN" }, { state: "DOWN" }, { state: "DOWN" }]);

  test("says since when, and with which code", () => {
    const events = [removed(3), removed(2, { code: "DATABASE_UNAVAILABLE", message: "Nobody listens" }), removed(1)];
    expect(said(pool, { events })).toEqual(["critical: Down since <time> (2 s): DATABASE_UNAVAILABLE"]);
  });

  test("says so where nobody knows why, and takes no other database's reason", () => {
    const events = [{ ...removed(2, { code: "DATABASE_UNAVAILABLE" }), database: "billing" }];
    expect(said(pool, { events })).toEqual(["critical: Down since <time> (2 s)"]);
  });

  test("says that it may have been so before anybody looked", () => {
    expect(said(watched([{ state: "DOWN" }, { state: "DOWN" }]))).toEqual([
      "critical: Down since <time> or before (1 s)",
    ]);
  });
});

describe("borrowers who wait", () => {
  const full = { inUse: 10, idle: 0, total: 10, waiting: 3 };
  test.each([
    ["full", full, "critical: 3 borrowers wait: all 10 connections are in use"],
    [
      "transactions",
      { ...full, inTransaction: 9 },
      "critical: 3 borrowers wait: all 10 connections are in use, 9 of them in transactions",
    ],
    ["one", { inUse: 1, max: 1, waiting: 1 }, "critical: 1 borrower waits: the one connection is in use"],
    [
      "places",
      { inUse: 9, inTransaction: 9, waiting: 2 },
      "warning: 2 borrowers wait: all 9 places for transactions are taken",
    ],
    ["connecting", { inUse: 5, connecting: 2, waiting: 2 }, "warning: 2 borrowers wait: 2 connections being made"],
    ["unknown", { inUse: 5, waiting: 2 }, "warning: 2 borrowers wait"],
  ])("%s", (_, sample, sentence) => {
    expect(said(watched([sample, sample]))).toEqual([sentence]);
  });

  test("because the budget is spent", () => {
    const sample = { inUse: 5, waiting: 2 };
    expect(said(watched([sample, sample]), { budget: { budget: 12, total: 12, max: 30 } })).toEqual([
      "warning: 2 borrowers wait: the budget of 12 connections is spent",
    ]);
  });

  test("for one sample are no trouble where there is room", () => {
    expect(said(watched([{}, { inUse: 5, waiting: 1 }]))).toEqual([]);
  });
});

describe("the breaker", () => {
  const breaker = (change: object) =>
    watched([{ breaker: { state: "OPEN", failures: 5, openedAt: null, nextTryAt: null, ...change } }]);
  test.each([
    [
      "until when",
      { nextTryAt: secondsAfter(41) },
      "critical: Breaker open after 5 failures in a row, requests get CIRCUIT_OPEN until <time> (in 41 s)",
    ],
    [
      "now",
      {},
      "critical: Breaker open after 5 failures in a row, requests get CIRCUIT_OPEN; the next request may try",
    ],
    ["half", { state: "HALF_OPEN" }, "warning: Breaker half open after 5 failures in a row: one attempt decides"],
  ])("%s", (_, change, sentence) => {
    expect(said(breaker(change))).toEqual([sentence]);
  });
});

describe("a closed pool", () => {
  const pool = watched([{}, { state: "CLOSED" }, { state: "CLOSED" }]);
  test.each<[string, readonly EventFragment[], string]>([
    ["by whom", [{ __typename: "Closed", database: shop, at: secondsAfter(1), by: "admin" }], " by admin"],
    ["by itself", [{ __typename: "Closed", database: shop, at: secondsAfter(1), by: null }], ""],
    ["long ago", [], ""],
  ])("%s", (_, events, by) => {
    expect(said(pool, { events })).toEqual([`critical: Closed${by} since <time> (1 s): requests get POOL_CLOSED`]);
  });

  test("that is about to be", () => {
    expect(said(watched([{ state: "CLOSING" }]))).toEqual(["warning: Closing: work in flight may finish"]);
  });
});

test.each<[string, Parameters<typeof watched>, readonly EventFragment[], string]>([
  ["near exhaustion", [[{ inUse: 9 }]], [], "warning: Near exhaustion: 9 of 10 connections are in use"],
  ["full", [[{ inUse: 10 }]], [], "warning: Near exhaustion: all 10 connections are in use, nobody waits yet"],
  [
    "the server",
    [
      [
        {
          server: {
            version: "18.1",
            startedAt: secondsAfter(-60),
            isInRecovery: false,
            maxConnections: 100,
            connections: 93,
            ownConnections: 5,
          },
        },
      ],
    ],
    [],
    "warning: The server has 93 of 100 connections",
  ],
  ["errors", [[{}, { queries: "40", errors: "10" }]], [], "warning: 10 statements per second fail, 25 % of all"],
  [
    "timeouts",
    [[{}]],
    [
      { __typename: "AcquireTimedOut", database: shop, at: secondsAfter(-1), waitedMs: 5_000 },
      { __typename: "AcquireTimedOut", database: shop, at: secondsAfter(-59), waitedMs: 5_000 },
      { __typename: "AcquireTimedOut", database: shop, at: secondsAfter(-61), waitedMs: 5_000 },
    ],
    "critical: 2 borrowers got POOL_EXHAUSTED after 5 s within the last minute",
  ],
  [
    "a leak",
    [[{ inUse: 1 }]],
    [
      {
        __typename: "LeakSuspected",
        database: shop,
        at: secondsAfter(-10),
        heldMs: 65_000,
        takenAt: null,
        lastStatement: null,
      },
    ],
    "warning: A connection was lent for 1 min 5 s already: a leak?",
  ],
])("%s", (_, given, events, sentence) => {
  expect(said(watched(...given), { events })).toEqual([sentence]);
});

test("slow acquire is about the last seconds, not about all times", () => {
  const point = (seconds: number, acquireP95: number) => ({
    at: secondsAfter(seconds),
    state: "OPEN" as const,
    idle: 5,
    inUse: 0,
    connecting: 0,
    waiting: 0,
    max: 10,
    queriesPerSecond: 0,
    errorsPerSecond: 0,
    refusedPerSecond: 0,
    acquireP50: 1,
    acquireP95,
    acquireP99: acquireP95,
  });
  expect(said(watched([{}], { history: [point(-60, 4_000), point(-2, 650)] }))).toEqual([
    "warning: Slow acquire: p95 is 650 ms, of 5 s at most",
  ]);
  expect(said(watched([{}], { history: [point(-60, 4_000), point(-2, 40)] }))).toEqual([]);
});

test("the worst comes first", () => {
  const sample = { state: "DOWN" as const, inUse: 9 };
  expect(said(watched([sample]))).toEqual([
    "critical: Down since <time> (0 s)",
    expect.stringMatching(/^warning: Near/),
  ]);
});
