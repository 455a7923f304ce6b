import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SluiceError } from "../../../src/lib/index.ts";
import { readId, tableOfId } from "../../../src/plan/global-id.ts";
import { column, modelOf, table, tableOf } from "../model/support.ts";

const input = {
  tables: { shop: [table("items", [column("a"), column("b")]), table("tags", [column("name", "text")])] },
  databases: { shop: { tables: { items: { key: ["a", "b"] } } } },
  config: { relay: true },
};
const items = tableOf(modelOf(input), "items");
const tags = tableOf(modelOf(input), "tags");
const tables = new Map([items, tags].map((each) => [each.typeName, each]));

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const read = (id: unknown) => readId(id, { argument: "id", tables });

describe("an id", () => {
  test("gives back the table and every value that it was made of", () => {
    const text = fc.string({ unit: "grapheme" }).filter((each) => !each.includes("\0"));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(read(encode(["ShopItem", a, b]))).toEqual({ table: items, values: [a, b] });
      }),
    );
  });

  test("of a type that is not there leads nowhere", () => {
    expect(read(encode(["ShopPlanet", "1"]))).toBeUndefined();
    expect(read(encode(["Query", "1", "2", "3"]))).toBeUndefined();
    expect(read(encode(["__proto__", "1"]))).toBeUndefined();
  });

  test("is refused with a coded error, whatever else it is", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.jsonValue().map(encode),
          fc.array(fc.oneof(fc.string(), fc.integer())).map((parts) => encode([1, ...parts])),
          fc.anything(),
        ),
        (id) => {
          try {
            expect(read(id)).toBeUndefined();
          } catch (error) {
            expect(error).toBeInstanceOf(SluiceError);
          }
        },
      ),
    );
  });

  test.each([
    ["nothing", ""],
    ["a number", "12"],
    ["no JSON", Buffer.from("[1,2").toString("base64url")],
    ["an object", encode({ 0: "ShopTag", 1: "x" })],
    ["no parts", encode([])],
    ["a type alone", encode(["ShopTag"])],
    ["another type alone", encode(["ShopPlanet"])],
    ["too few values", encode(["ShopItem", "1"])],
    ["too many values", encode(["ShopTag", "1", "2"])],
    ["a number for a value", encode(["ShopTag", 1])],
    ["null for a type", encode([null, "1"])],
    ["null where none can be", encode(["ShopTag", null])],
    ["a NUL character", encode(["ShopTag", "\0"])],
    ["half a character", encode(["ShopTag", "\ud800"])],
    ["filled up", `${encode(["ShopTag", "x"])}=`],
    ["a space behind it", `${encode(["ShopTag", "x"])} `],
  ])("%s says what to do", (_, id) => {
    expect(() => read(id)).toThrow("id is not an id. Give ids as the field id of a row gave them, unchanged.");
  });
});

test("the table that an id seems to lead to", () => {
  expect(tableOfId(encode(["ShopTag", "a", "b"]), tables)).toBe(tags);
  expect(tableOfId(encode(["ShopPlanet", "a"]), tables)).toBeUndefined();
  expect(tableOfId("garbage", tables)).toBeUndefined();
});
