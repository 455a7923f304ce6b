import { describe, expect, test } from "vitest";
import { bindable } from "../../../src/pools/statement.ts";

describe("values to bind", () => {
  test("are text, numbers, booleans, bigints, null and arrays of these", () => {
    const values = ["a", 1.5, true, 12n, null, ["a", [null, 2n]], []];
    expect(bindable(values)).toEqual(values);
  });

  test.each([
    [undefined, "Value $1 of a statement is undefined: write null if null is meant."],
    [{ secret: 1 }, "Value $1 of a statement is of type object: make it text first."],
    [new Date(), "Value $1 of a statement is of type object: make it text first."],
    [Symbol("secret"), "Value $1 of a statement is of type symbol: make it text first."],
    [
      ["a", undefined],
      "Value $1 of a statement is an array that holds something other than text, numbers, booleans, bigints and null.",
    ],
  ])("%s has no single meaning", (value, message) => {
    expect(() => bindable([value])).toThrow(new TypeError(message));
  });

  test("are at most as many as the protocol can count", () => {
    expect(bindable(Array.from({ length: 65_535 }, () => 1))).toHaveLength(65_535);
    expect(() => bindable(Array.from({ length: 65_536 }, () => 1))).toThrow("at most 65535 values, not 65536");
  });
});
