import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import type { Scene } from "../../support/faults/index.ts";
import { recordCode } from "../../support/faults/record.ts";
import type { Answer } from "../../support/gateway.ts";

/** What a good costs, by its id. */
export type Price = (id: number) => unknown;

/** What an asker hears: which price all goods of one answer have, or the code of an error. */
export type Outcome = Price | "SCHEMA_CHANGED" | "GRAPHQL_VALIDATION_FAILED";

/** Those who ask for `goods` all the time, while somebody changes the table. */
export interface Askers {
  /**
   * Waits until everybody hears this, again and again. Until then it may be what was heard before, or an error. Some may
   * hear it only once the gateway has looked at the catalog again.
   */
  hear(outcome: Outcome): Promise<void>;
  end(): Promise<void>;
}

const query = "{ shopGoods(orderBy: [{id: ASC}]) { id price } billingBills { id } }";
const count = 4;
/** How often in a row each asker hears what is there to stay. */
const often = 4;
const ids = Array.from({ length: 50 }, (_, index) => index + 1);

/** @param prices what goods may cost at any time; one answer never mixes two. */
export function startAskers(scene: Scene, prices: readonly Price[]): Askers {
  const heard: Outcome[][] = Array.from({ length: count }, () => []);
  let isOver = false;
  const ask = async (outcomes: Outcome[]) => {
    while (!isOver) outcomes.push(outcomeOf(await scene.gateway.send(query), prices));
  };
  // The last one asks for what does not change, and always gets it.
  const askElse = async () => {
    while (!isOver) expect(await scene.ask()).toBe("ok");
  };
  const all = Promise.all([...heard.map(ask), askElse()]);
  all.catch(() => {});
  onTestFinished(() => {
    isOver = true;
  });
  let before: Outcome | undefined;
  return {
    async hear(outcome) {
      const from = heard.map(({ length }) => length + 1);
      const isHeard = (outcomes: readonly Outcome[], index: number) =>
        outcomes.length >= (from[index] ?? 0) + often && outcomes.slice(-often).every((each) => each === outcome);
      while (!heard.every(isHeard)) {
        // A test whose time is over has nobody who asks any more.
        expect(isOver).toBe(false);
        await Promise.race([sleep(5), all]);
      }
      const others = heard.flatMap((outcomes, index) => outcomes.slice(from[index]));
      const strange = others.filter((each) => each !== outcome && each !== before && typeof each === "function");
      expect(strange).toEqual([]);
      before = outcome;
    },
    async end() {
      isOver = true;
      await all;
    },
  };
}

function outcomeOf({ body }: Answer, prices: readonly Price[]): Outcome {
  const code = body.errors?.[0]?.extensions.code;
  if (code === "GRAPHQL_VALIDATION_FAILED") {
    recordCode(code);
    return code;
  }
  expect(body.data?.billingBills).toEqual([{ id: 1 }, { id: 2 }]);
  if (code !== undefined) {
    expect(body.errors?.filter(({ extensions }) => extensions.code !== "SCHEMA_CHANGED")).toEqual([]);
    // A price that may be null is null, and any other takes its list with it.
    expect([null, goodsOf(() => null)]).toContainEqual(body.data?.shopGoods);
    recordCode(code);
    return "SCHEMA_CHANGED";
  }
  const price = prices.find((each) => JSON.stringify(body.data?.shopGoods) === JSON.stringify(goodsOf(each)));
  expect(price, JSON.stringify(body.data?.shopGoods)).toBeDefined();
  return price ?? "SCHEMA_CHANGED";
}

function goodsOf(price: Price): unknown {
  return ids.map((id) => ({ id, price: price(id) }));
}
