import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { resolvePool } from "../../src/config/index.ts";
import { testDocument } from "./document.ts";
import { settingsTable } from "./pools-table.ts";

testDocument({ file: "pools.md", parts: new Map([["settings", settingsTable()]]) });

test("the table has every setting that a pool takes", () => {
  const { breaker, ...rest } = resolvePool("shop");
  const names = [...Object.keys(rest), ...Object.keys(breaker).map((name) => `breaker.${name}`)];
  const listed = [...settingsTable().matchAll(/^\| `([\w.]+)`/gm)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(names.toSorted());
});

test("every event and every statistic of a pool is explained", () => {
  const text = readFileSync(new URL("../../docs/pools.md", import.meta.url), "utf8");
  const namesIn = (file: string, pattern: RegExp) => {
    const source = readFileSync(new URL(`../../src/pools/${file}`, import.meta.url), "utf8");
    return [...source.matchAll(pattern)].map(([, name]) => `\`${name}\``);
  };
  const names = [
    ...namesIn("events.ts", /kind: "(\w+)"/g),
    ...namesIn("events.ts", /^ {2}\| "(\w+)"/gm),
    ...namesIn("stats.ts", /^ {2}readonly (\w+):/gm),
  ];
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name) => !text.includes(name))).toEqual([]);
});
