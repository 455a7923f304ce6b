import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { listenForSignals } from "../../../src/cli/signals.ts";

test.each(["SIGINT", "SIGTERM", "SIGHUP"])("the first %s interrupts, a second one ends at once", (signal) => {
  const source = new EventEmitter();
  const onSecond = vi.fn();
  const listening = listenForSignals(source, onSecond);
  expect(listening.signal.aborted).toBe(false);
  source.emit(signal);
  expect(listening.signal.aborted).toBe(true);
  expect(onSecond).not.toHaveBeenCalled();
  source.emit("SIGINT");
  expect(onSecond).toHaveBeenCalledOnce();
  listening.dispose();
  expect(source.eventNames()).toEqual([]);
});
