import { expect, test } from "vitest";
import { Backlog } from "../../../src/live/backlog.ts";
import type { LiveEvent } from "../../../src/live/index.ts";

const event = (ms: number, database = "shop"): LiveEvent => ({ kind: "Connected", database, at: new Date(0), ms });
const seen = (taken: LiveEvent | undefined) => {
  if (taken?.kind === "Connected") return taken.ms;
  return taken?.kind === "EventsDropped" ? `${taken.count} of ${taken.database}` : undefined;
};

test("a slow reader gets the first ones, how many it missed, and what came after", () => {
  const backlog = new Backlog(3);
  for (let ms = 1; ms <= 10; ms += 1) backlog.put(event(ms));
  backlog.put(event(11, "billing"));
  expect([backlog.take(), backlog.take()].map(seen)).toEqual([1, 2]);
  backlog.put(event(12));
  expect([1, 2, 3].map(() => seen(backlog.take()))).toEqual([3, "8 of shop", "1 of billing"]);
  backlog.put(event(13));
  expect([1, 2].map(() => seen(backlog.take()))).toEqual([13, undefined]);
});

test("the marker stands before what came after it, whoever reads when", () => {
  const backlog = new Backlog(4);
  for (let ms = 1; ms <= 6; ms += 1) backlog.put(event(ms));
  expect([1, 2].map(() => seen(backlog.take()))).toEqual([1, 2]);
  backlog.put(event(7));
  expect([1, 2, 3, 4].map(() => seen(backlog.take()))).toEqual([3, 4, "2 of shop", 7]);
});
