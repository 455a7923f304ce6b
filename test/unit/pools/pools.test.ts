import { expect, test } from "vitest";
import { createPools } from "../../../src/pools/index.ts";
import { poolSettings } from "./support.ts";

const target = (name: string) => ({ name, connection: { host: "127.0.0.1" }, settings: poolSettings() });

test("pools are found by name and listed in order", () => {
  const pools = createPools([target("shop"), target("billing")]);
  expect(pools.all.map(({ name }) => name)).toEqual(["shop", "billing"]);
  expect(pools.get("billing")).toBe(pools.all[1]);
});

test("a name without a pool, and a name that comes twice, are mistakes", () => {
  expect(() => createPools([]).get("shop")).toThrow('There is no pool of a database "shop".');
  expect(() => createPools([target("shop"), target("shop")])).toThrow('Two databases are named "shop".');
});
