import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type LineOptions, WaitingLine } from "../../../src/pools/waiting.ts";

const never = 60_000;

function lineOf<Thing>(given: Partial<LineOptions> = {}): WaitingLine<Thing> {
  return new WaitingLine({
    timeout: never,
    timedOut: (ms) => new Error(`timed out, ${typeof ms}`),
    aborted: (reason) => new Error(`aborted: ${String(reason)}`),
    ...given,
  });
}

describe("a line", () => {
  test("serves in the order of arrival", async () => {
    const line = lineOf<string>();
    const waiters = [line.wait(), line.wait(), line.wait()];
    expect(line.length).toBe(3);
    for (const thing of ["a", "b", "c"]) expect(line.serve(thing)).toBe(true);
    expect(await Promise.all(waiters)).toEqual(["a", "b", "c"]);
    expect(line.length).toBe(0);
  });

  test("serves nobody where nobody waits", () => {
    expect(lineOf<string>().serve("a")).toBe(false);
  });

  test("lets a waiter go after the timeout, who still stands in it when the error is made", async () => {
    let line = lineOf<string>();
    let lengthThen = 0;
    const timedOut = (ms: number) => {
      lengthThen = line.length;
      return new Error(`waited ${ms >= 0}`);
    };
    line = lineOf({ timeout: 1, timedOut });
    await expect(line.wait()).rejects.toThrow("waited true");
    expect(lengthThen).toBe(1);
    expect(line.length).toBe(0);
  });

  test("lets each waiter go after its own time, with one clock for all", async () => {
    onTestFinished(() => {
      vi.useRealTimers();
    });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "performance"] });
    const waited: number[] = [];
    const line = lineOf<string>({
      timeout: 30,
      timedOut: (ms) => {
        waited.push(ms);
        return new Error("late");
      },
    });
    const first = line.wait().catch(() => "first");
    vi.advanceTimersByTime(15);
    const second = line.wait().catch(() => "second");
    // The immediate behind a timer comes a millisecond later by this clock.
    vi.advanceTimersByTime(16);
    expect(line.length).toBe(1);
    expect(await first).toBe("first");
    vi.advanceTimersByTime(15);
    expect(line.length).toBe(0);
    expect(await second).toBe("second");
    // And after the line was empty.
    const third = line.wait().catch(() => "third");
    vi.advanceTimersByTime(31);
    expect(await third).toBe("third");
    expect(waited).toEqual([31, 31, 31]);
  });

  test("lets a waiter go whose signal aborts, from any place", async () => {
    const line = lineOf<string>();
    const controller = new AbortController();
    const first = line.wait();
    const second = line.wait(controller.signal);
    const third = line.wait();
    controller.abort("gone");
    await expect(second).rejects.toThrow("aborted: gone");
    line.serve("a");
    line.serve("b");
    expect(await Promise.all([first, third])).toEqual(["a", "b"]);
  });

  test("forgets the signal of a waiter who was served", async () => {
    const line = lineOf<string>();
    const controller = new AbortController();
    const served = line.wait(controller.signal);
    const other = line.wait();
    line.serve("a");
    controller.abort();
    expect(line.length).toBe(1);
    line.serve("b");
    expect(await Promise.all([served, other])).toEqual(["a", "b"]);
  });

  test("sends everybody away, each with an error of its own", async () => {
    const line = lineOf<string>();
    const waiters = Promise.allSettled([line.wait(), line.wait()]);
    line.refuseAll(() => new Error("closed"));
    const reasons = (await waiters).map((outcome) => outcome.status === "rejected" && outcome.reason);
    expect(reasons).toEqual([new Error("closed"), new Error("closed")]);
    expect(reasons[0]).not.toBe(reasons[1]);
    expect(line.length).toBe(0);
  });

  test("behaves as an array would, whatever happens in whatever order", async () => {
    const step = fc.oneof(
      fc.constant({ kind: "join" } as const),
      fc.constant({ kind: "serve" } as const),
      fc.nat(20).map((index) => ({ kind: "leave", index }) as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const line = lineOf<number>();
        const model: { id: number; controller: AbortController }[] = [];
        const outcomes: Promise<string>[] = [];
        const expected: string[] = [];
        for (const [id, what] of steps.entries()) {
          if (what.kind === "join") {
            const controller = new AbortController();
            const waiter = line.wait(controller.signal);
            model.push({ id, controller });
            outcomes[id] = waiter.then(
              (thing) => `served by ${thing}`,
              () => "left",
            );
          } else if (what.kind === "serve") {
            const first = model.shift();
            expect(line.serve(id)).toBe(first !== undefined);
            if (first) expected[first.id] = `served by ${id}`;
          } else {
            const [leaver] = model.splice(what.index, 1);
            leaver?.controller.abort();
            if (leaver) expected[leaver.id] = "left";
          }
          expect(line.length).toBe(model.length);
        }
        for (const { id } of model) expected[id] = "left";
        line.refuseAll(() => new Error("closed"));
        expect(await Promise.all(outcomes)).toEqual(Array.from({ length: outcomes.length }, (_, id) => expected[id]));
      }),
    );
  });
});
