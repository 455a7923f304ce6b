import { expect, test } from "vitest";
import { excessOf, isNestedDeeper } from "../../../src/lib/index.ts";

test.each([
  ["[[1]]", 2],
  ['{"a": {"b": [1, {"c": 2}]}}', 4],
  ["{ a(where: {b: [{c: 1}]}) { d } }", 5],
  ["[][][]{}{}()", 1],
  ['["[[[[", "\\"[[[[", "\\\\", "\\\\\\"[[[["]', 1],
  ['{ a(text: """ [[[[ " \\""" [[[[ """) }', 2],
  ['{ a(text: """""") b(text: "") }', 2],
  ["{ # [[[[\n a # {{{{\r b }", 1],
])("%s is %i deep", (text, depth) => {
  expect(isNestedDeeper(text, depth)).toBe(false);
  expect(isNestedDeeper(text, depth - 1)).toBe(true);
});

test.each(['"[[[[', '"""[[[[', '"""[[[[ \\"""', '"\\', "# [[[["])("%s has no end and no depth", (text) => {
  expect(isNestedDeeper(text, 0)).toBe(false);
});

test("a string that breaks off ends with its line, as it does for the parser", () => {
  expect(isNestedDeeper('"\n[[[[', 3)).toBe(true);
});

test("texts of millions of characters are only looked at", () => {
  for (const part of ["[", "\\", '"', "#\n", "{}", '\\"']) {
    expect(isNestedDeeper(part.repeat(2_000_000), 10)).toBe(part === "[");
  }
  expect(isNestedDeeper(`"${"\\".repeat(2_000_000)}"[[`, 1)).toBe(true);
});

test("items are counted by the commas between them, not by those in strings", () => {
  const text = `[1,2,",,,,",{"a":3,"b":[4,5]}]`;
  expect(excessOf(text, { depth: 3, items: 5 })).toBeUndefined();
  expect(excessOf(text, { depth: 3, items: 4 })).toBe("items");
  expect(excessOf(text, { depth: 1, items: 5 })).toBe("depth");
});
