import { expect, test } from "vitest";
import { hint } from "../../../src/config/index.ts";

test.each([
  ["form", ["to", "from"], 'did you mean "from"?'],
  ["SIZE", ["size"], 'did you mean "size"?'],
  ["statmentTimeut", ["lockTimeout", "statementTimeout"], 'did you mean "statementTimeout"?'],
  ["x", ["a", "b"], "known are a, b"],
  ["colour", ["maxLimit"], "known are maxLimit"],
  ["a", [], "there is none"],
])("%s among %j: %s", (name, known, expected) => {
  expect(hint(name, known)).toBe(expected);
});
