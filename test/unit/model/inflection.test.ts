import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  backwardField,
  columnField,
  enumName,
  forwardField,
  isName,
  listField,
  lookupField,
  orderByName,
  typeName,
  uniqueField,
  whereField,
  whereName,
} from "../../../src/model/inflection.ts";
import { ruleTables } from "./naming-rules.ts";

describe.each(ruleTables)("$id", ({ rules }) => {
  test.each(rules)("$given is $expected", ({ actual, expected }) => {
    expect(actual()).toEqual(expected);
  });
});

test.each([
  ["categories", "ShopCategory"],
  ["addresses", "ShopAddress"],
  ["cookies", "ShopCookie"],
  ["caches", "ShopCache"],
  ["lens", "ShopLens"],
  ["data", "ShopData"],
  ["biases", "ShopBias"],
  ["us", "ShopUs"],
  ["s", "ShopS"],
  ["order status", "ShopOrderStatus"],
])("the singular of %s is in %s", (name, expected) => {
  expect(typeName({ prefix: "shop", schema: "public", name })).toBe(expected);
});

test("relations are named after the names that tables and columns were given", () => {
  // `cust` was called customerId, and `customers` Client: the column still names it.
  expect(forwardField(["customerId"], "Client")).toBe("customer");
  expect(backwardField(["customerId"], "Purchase", ["Client", "customers"], false)).toBe("purchases");
  expect(forwardField(["created_by"], "Person")).toBe("createdByPerson");
});

/** An identifier as Postgres keeps it: at most 63 bytes, without the null character. */
const identifier = fc
  .oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
    fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
    fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 63 }),
    fc.stringMatching(/^[_A-Za-z0-9 $%-]{1,63}$/),
    fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "_", "__", " ", "0", "a".repeat(63)),
  )
  .filter((name) => !name.includes("\0") && Buffer.byteLength(name) <= 63);

const prefix = fc.constantFrom("", "a", "shop", "shop2");

test("every name is one that GraphQL takes", () => {
  fc.assert(
    fc.property(prefix, identifier, identifier, identifier, fc.boolean(), (start, schema, name, other, unique) => {
      const tables = [
        { prefix: start, schema, name },
        { prefix: start, schema: "public", name },
      ];
      const names = tables.flatMap((table) => [
        typeName(table),
        whereName(typeName(table)),
        orderByName(typeName(table)),
        enumName(table),
        listField(table),
        lookupField(table),
        uniqueField(table, [other, schema]),
      ]);
      const fields = [
        columnField(name),
        whereField(columnField(name)),
        forwardField([name], other),
        forwardField([name, schema], other),
        backwardField([name], schema, [other], unique),
        backwardField([name, other], schema, [other], unique),
      ];
      expect([...names, ...fields].filter((each) => !isName(each))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("two identifiers without marks, separators and capitals are two names", () => {
  // What is dropped or folded on purpose: everything else must tell names apart.
  const plain = fc
    .string({ unit: "binary", minLength: 1, maxLength: 15 })
    .map((name) => name.normalize("NFKD").replace(/[\p{M}\p{P}\p{Z}\s\p{Lu}\p{Lt}ßẞæœøłđðþħı]/gu, ""))
    .filter((name) => name !== "" && name.normalize("NFKD") === name && !/[0-9\p{C}]/u.test(name));
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      fc.pre(a !== b);
      expect(columnField(a)).not.toBe(columnField(b));
    }),
    { numRuns: 2000 },
  );
});
