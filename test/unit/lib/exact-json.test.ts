import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSameNumber, parseExact, rawNumber } from "../../../src/lib/index.ts";

describe("parseExact", () => {
  test.each([
    "1e400",
    "12345678901234567890",
    "0.1000",
    "-0",
    "1.0",
    "1E5",
    "0.12345678901234567890",
    "9007199254740993",
    '{"a":[1e400,{"b":-0}],"c":"1e400"}',
  ])("%s is printed as it was read", (text) => {
    expect(JSON.stringify(parseExact(text))).toBe(text);
  });

  test("reads everything else as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(parseExact(text))).toBe(text);
      }),
    );
  });

  test("gives the text of numbers that it kept", () => {
    expect(rawNumber(parseExact("1e400"))).toBe("1e400");
    expect(rawNumber(parseExact("1"))).toBeUndefined();
    expect(rawNumber("1e400")).toBeUndefined();
    expect(rawNumber({ rawJSON: "1" })).toBeUndefined();
  });

  test("keys that look like a prototype's are data", () => {
    const value = parseExact('{"__proto__": {"admin": true}, "n": 1e400}');
    expect(Object.keys(Object(value))).toEqual(["__proto__", "n"]);
    expect(Reflect.get({}, "admin")).toBeUndefined();
  });
});

test.each([
  ["1.50", true],
  ["1.0000000000000000000", true],
  ["100e-2", true],
  ["0.00000000000000000000000000", true],
  ["-0", true],
  ["1e5", true],
  ["5e-324", true],
  ["0.1000000000000000055511151231257827", false],
  ["1e400", false],
  ["1e-400", false],
  ["1.23456e-320", false],
  ["12345678901234567890", false],
  [`1${"0".repeat(1_000_000)}1`, false],
])("%s is JavaScript's own number: %s", (source, expected) => {
  expect(isSameNumber(Number(source), source)).toBe(expected);
});
