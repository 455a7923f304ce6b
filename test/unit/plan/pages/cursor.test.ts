import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SluiceError } from "../../../../src/lib/index.ts";
import { readCursor } from "../../../../src/plan/pages/cursor.ts";

const terms = [{ notNull: false }, { notNull: true }];
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const read = (cursor: unknown) => readCursor("after", cursor, "print", terms);

describe("a cursor", () => {
  test("gives back every text and null that it was made of", () => {
    const text = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(fc.option(text), text, (first, second) => {
        expect(read(encode(["1", "print", first, second]))).toEqual([first, second]);
      }),
    );
  });

  test("is refused with a coded error, whatever else it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.jsonValue().map(encode), fc.anything()), (cursor) => {
        expect(() => read(cursor)).toThrow(SluiceError);
      }),
    );
  });

  test.each([
    ["of another version", ["2", "print", "a", "b"], "is not a cursor of this version of the gateway"],
    ["of another order", ["1", "other", "a", "b"], "is a cursor of another field or another orderBy"],
    ["with too few values", ["1", "print", "a"], "is not a cursor"],
    ["with too many values", ["1", "print", "a", "b", "c"], "is not a cursor"],
    ["with null where none can be", ["1", "print", "a", null], "is not a cursor"],
    ["with a number", ["1", "print", 1, "b"], "is not a cursor"],
  ])("%s says what is wrong and what to do", (_, parts, problem) => {
    expect(() => read(encode(parts))).toThrow(
      `after ${problem}. Give a cursor as a page with the same orderBy gave it, unchanged, or leave after out.`,
    );
  });
});
