import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WaitingLine, type WaitOptions } from "../../../src/pools/waiting.ts";

const never = 60_000;

function options(given: Partial<WaitOptions> = {}): WaitOptions {
  return {
    timeout: never,
    timedOut: (ms) => new Error(`timed out, ${typeof ms}`),
    aborted: (reason) => new Error(`aborted: ${String(reason)}`),
    ...given,
  };
}

describe("a line", () => {
  test("serves in the order of arrival", async () => {
    const line = new WaitingLine<string>();
    const waiters = [line.wait(options()), line.wait(options()), line.wait(options())];
    expect(line.length).toBe(3);
    for (const thing of ["a", "b", "c"]) expect(line.serve(thing)).toBe(true);
    expect(await Promise.all(waiters)).toEqual(["a", "b", "c"]);
    expect(line.length).toBe(0);
  });

  test("serves nobody where nobody waits", () => {
    expect(new WaitingLine<string>().serve("a")).toBe(false);
  });

  test("lets a waiter go after the timeout, who still stands in it when the error is made", async () => {
    const line = new WaitingLine<string>();
    let lengthThen = 0;
    const timedOut = (ms: number) => {
      lengthThen = line.length;
      return new Error(`waited ${ms >= 0}`);
    };
    await expect(line.wait(options({ timeout: 1, timedOut }))).rejects.toThrow("waited true");
    expect(lengthThen).toBe(1);
    expect(line.length).toBe(0);
  });

  test("lets a waiter go whose signal aborts, from any place", async () => {
    const line = new WaitingLine<string>();
    const controller = new AbortController();
    const first = line.wait(options());
    const second = line.wait(options({ signal: controller.signal }));
    const third = line.wait(options());
    controller.abort("gone");
    await expect(second).rejects.toThrow("aborted: gone");
    line.serve("a");
    line.serve("b");
    expect(await Promise.all([first, third])).toEqual(["a", "b"]);
  });

  test("forgets the signal of a waiter who was served", async () => {
    const line = new WaitingLine<string>();
    const controller = new AbortController();
    const served = line.wait(options({ signal: controller.signal }));
    const other = line.wait(options());
    line.serve("a");
    controller.abort();
    expect(line.length).toBe(1);
    line.serve("b");
    expect(await Promise.all([served, other])).toEqual(["a", "b"]);
  });

  test("sends everybody away, each with an error of its own", async () => {
    const line = new WaitingLine<string>();
    const waiters = Promise.allSettled([line.wait(options()), line.wait(options())]);
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
        const line = new WaitingLine<number>();
        const model: { id: number; controller: AbortController }[] = [];
        const outcomes: Promise<string>[] = [];
        const expected: string[] = [];
        for (const [id, what] of steps.entries()) {
          if (what.kind === "join") {
            const controller = new AbortController();
            const waiter = line.wait(options({ signal: controller.signal }));
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
