import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import { clientCode } from "../../support/faults/client-code.ts";
import type { Scene } from "../../support/faults/index.ts";
import { recordCode } from "../../support/faults/record.ts";

/** Those who ask for `goods` all the time, while somebody changes the table. */
export interface Askers {
  /** Resolves with all codes of requests that were made from now on, when each asker had some answers. */
  codes(): Promise<readonly string[]>;
  end(): Promise<void>;
}

const query = "{ shopGoods(orderBy: [{id: ASC}]) { id price } billingBills { id } }";
const count = 3;
/** Answers that each asker waits for: the first may be that of a request from before. */
const answers = 2;

/** @param versions what a price may be, by the row's id; one answer never mixes two. */
export function startAskers(scene: Scene, versions: readonly ((id: number) => unknown)[]): Askers {
  const heard: string[][] = Array.from({ length: count + 1 }, () => []);
  const ids = Array.from({ length: 50 }, (_, index) => index + 1);
  const right = versions.map((version) => ids.map((id) => ({ id, price: version(id) })));
  let isOver = false;

  const ask = async () => {
    const answer = await scene.gateway.send(query);
    const code = clientCode(answer);
    if (code === "ok") expect(right).toContainEqual(answer.body.data?.shopGoods);
    else expect(answer.body.data?.shopGoods).toBe(null);
    if (code !== "ok") recordCode(code);
    return code;
  };
  const askers = heard.map(async (codes, index) => {
    // The last one asks for what does not change, and always gets it.
    while (!isOver) codes.push(index < count ? await ask() : await scene.ask());
  });
  const all = Promise.all(askers);
  all.catch(() => {});
  onTestFinished(() => {
    isOver = true;
  });
  return {
    async codes() {
      const from = heard.map(({ length }) => length + 1);
      const isDone = () => heard.every(({ length }, index) => length >= (from[index] ?? 0) + answers);
      while (!isDone()) await Promise.race([sleep(5), all]);
      expect(new Set(heard[count])).toEqual(new Set(["ok"]));
      return [...new Set(heard.slice(0, count).flatMap((codes, index) => codes.slice(from[index])))];
    },
    async end() {
      isOver = true;
      await all;
    },
  };
}
