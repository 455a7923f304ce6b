import { expect, test } from "vitest";
import { SluiceError } from "../../../src/lib/index.ts";
import { EventLog } from "../../../src/live/event-log.ts";
import type { LiveEvent } from "../../../src/live/index.ts";

const common = { database: "shop", at: new Date(0) };
const event = (ms: number): LiveEvent => ({ kind: "Connected", ...common, ms });

test("keeps the last ones, the newest first", () => {
  const log = new EventLog(3);
  expect(log.newest()).toEqual([]);
  for (let ms = 1; ms <= 2; ms += 1) log.put(event(ms));
  expect(log.newest()).toEqual([event(2), event(1)]);
  for (let ms = 3; ms <= 7; ms += 1) log.put(event(ms));
  expect(log.newest()).toEqual([event(7), event(6), event(5)]);
});

test("keeps nothing of what a callback threw but our own error", () => {
  const log = new EventLog(3);
  const own = new SluiceError("READ_ONLY", "");
  for (const error of [new Error("holds a request"), own]) log.put({ kind: "CallbackFailed", ...common, error });
  expect(log.newest()).toEqual([
    { kind: "CallbackFailed", ...common, error: own },
    { kind: "CallbackFailed", ...common, error: undefined },
  ]);
});
