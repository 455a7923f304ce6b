import { describe, expect, test } from "vitest";
import type { EventFragment } from "../../../src/dashboard/generated/operations.ts";
import { kinds, tell } from "../../../src/dashboard/words/events.ts";
import { bytes, counted, milliseconds } from "../../../src/dashboard/words/numbers.ts";
import { runsOf } from "../../../src/dashboard/words/runs.ts";
import { tablesOf } from "../../../src/dashboard/words/tables.ts";
import { clock, lasting, setting } from "../../../src/dashboard/words/times.ts";
import { removed, secondsAfter, start } from "./pool.ts";

test.each([
  [0, "0 s"],
  [400, "0 s"],
  [8_000, "8 s"],
  [125_000, "2 min 5 s"],
  [120_000, "2 min"],
  [11_400_000, "3 h 10 min"],
  [187_300_000, "2 d 4 h"],
  [-5, "0 s"],
])("%i ms last %s", (ms, words) => {
  expect(lasting(ms)).toBe(words);
});

test.each([
  [500, "500 ms"],
  [1_500, "1500 ms"],
  [5_000, "5 s"],
  [1_800_000, "30 min"],
])("a setting of %i ms is %s", (ms, words) => {
  expect(setting(ms)).toBe(words);
});

test("another day than today is named", () => {
  expect(clock(start, start)).toMatch(/^\d\d:\d\d:\d\d$/);
  expect(clock(start - 86_400_000 * 2, start)).toMatch(/^\d+ Feb \d\d:\d\d:\d\d$/);
});

test("numbers have as many digits as say something", () => {
  expect([0, 0.001, 0.05, 1.23, 34.5, 5_000].map(milliseconds)).toEqual(["0", "<0.01", "0.05", "1.2", "35", "5,000"]);
  expect([0, 512, 67_108_864, 1_500_000].map(bytes)).toEqual(["0 bytes", "512 bytes", "64 MB", "1.4 MB"]);
  expect([counted(1, "query", "queries"), counted(1_000, "query", "queries")]).toEqual(["1 query", "1,000 queries"]);
});

test.each([
  ["select 1", ""],
  ['select t."id" from "public"."notes" as t join audit.events e on true', "notes, audit.events"],
  ['insert into "public"."notes" values ($1)', "notes"],
  ["with k as (select 1) select * from k", ""],
  ["select from s.a, from s.b, from s.c, from s.d", "s.a, s.b, s.c …"],
])("%s is about %j", (statement, tables) => {
  expect(tablesOf(statement)).toBe(tables);
});

describe("events", () => {
  const shop = { database: "shop", at: secondsAfter(0) };
  test.each<[EventFragment, string, string]>([
    [
      removed(0, { code: "DATABASE_UNAVAILABLE", message: "refused" }),
      "bad",
      "A connection is no more: failed (DATABASE_UNAVAILABLE: refused).",
    ],
    [
      { ...shop, __typename: "Removed", reason: "EXCESS", code: null, message: null },
      "plain",
      "A connection is no more: excess.",
    ],
    [
      { ...shop, __typename: "BreakerChanged", state: "OPEN" },
      "bad",
      "The breaker is open: requests are refused at once.",
    ],
    [{ ...shop, __typename: "BreakerChanged", state: "CLOSED" }, "plain", "The breaker is closed: all is well."],
    [
      { ...shop, __typename: "NearExhaustion", inUse: 3, waiting: 1 },
      "odd",
      "All 3 connections are lent, and 1 borrower waits.",
    ],
    [
      { ...shop, __typename: "Drained", connections: 1, by: "admin" },
      "plain",
      "1 connection to be replaced, as admin asked.",
    ],
    [
      { ...shop, __typename: "SqlRun", command: null, rows: null, code: "STATEMENT_TIMEOUT", ms: 10_000, by: null },
      "plain",
      "SQL failed with STATEMENT_TIMEOUT after 10,000 ms.",
    ],
  ])("%j", (event, weight, sentence) => {
    expect(tell(event)).toMatchObject({ weight, sentence });
  });

  test("each kind has a title of its own", () => {
    expect(new Set(kinds.map(({ title }) => title)).size).toBe(kinds.length);
  });

  test("of one kind in a row are one line, whose time is that of the newest", () => {
    const [a, b, c] = [removed(9), removed(8), removed(7, { code: "DATABASE_UNAVAILABLE" })];
    expect(runsOf([a, b, c, { ...c, database: "billing" }])).toEqual([
      { newest: a, times: 2, since: b.at },
      { newest: c, times: 1, since: c.at },
      { newest: { ...c, database: "billing" }, times: 1, since: c.at },
    ]);
  });
});
