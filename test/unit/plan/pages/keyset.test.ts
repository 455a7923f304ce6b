import { describe, expect, test } from "vitest";
import { plainOperator } from "../../../../src/model/index.ts";
import type { Direction } from "../../../../src/plan/order/direction.ts";
import type { OrderTerm } from "../../../../src/plan/order/order-term.ts";
import { keyset } from "../../../../src/plan/pages/keyset.ts";
import { compile, sql } from "../../../../src/sql/index.ts";

/** `a`: not null; `a?`: may be null. */
const term = (name: string, direction: Direction | undefined): OrderTerm => ({
  path: name,
  expression: sql.identifier(name.replace("?", "")),
  column: undefined,
  type: { ownType: sql.ownType("int4"), rank: (value) => value, operator: plainOperator },
  notNull: !name.endsWith("?"),
  direction,
});

function printed(
  terms: readonly (readonly [string, Direction | undefined])[],
  side: "after" | "before",
  inclusive = false,
) {
  const values = terms.map(([name]) => sql.identifier(`${name.replace("?", "")}0`));
  const condition = keyset(
    terms.map(([name, direction]) => term(name, direction)),
    values,
    { side, inclusive },
  );
  return compile(condition).text.replaceAll('"', "");
}

describe("the condition of a place", () => {
  test.each([
    ["one column", [["id", undefined]], "id > id0"],
    [
      "one way",
      [
        ["a", "ASC"],
        ["id", undefined],
      ],
      "(a, id) > (a0, id0)",
    ],
    [
      "one way down",
      [
        ["a", "DESC"],
        ["id", "DESC"],
      ],
      "(a, id) < (a0, id0)",
    ],
    [
      "two ways",
      [
        ["a", "DESC"],
        ["id", undefined],
      ],
      "a <= a0 and (a < a0 or a = a0 and id > id0)",
    ],
    [
      "nulls last",
      [
        ["a?", "ASC"],
        ["id", undefined],
      ],
      "(a >= a0 or a is null) and ((a > a0 or a is null and a0 is not null) or (a = a0 or a is null and a0 is null) and id > id0)",
    ],
    [
      "nulls first",
      [
        ["a?", "DESC"],
        ["id", undefined],
      ],
      "(a <= a0 or a0 is null) and ((a < a0 or a is not null and a0 is null) or (a = a0 or a is null and a0 is null) and id > id0)",
    ],
  ] as const)("with %s", (_, terms, expected) => {
    expect(printed(terms, "after")).toBe(expected);
  });

  test("turns round before a cursor, and takes the place itself where it is inclusive", () => {
    expect(
      printed(
        [
          ["a", "ASC"],
          ["id", undefined],
        ],
        "before",
      ),
    ).toBe("(a, id) < (a0, id0)");
    expect(
      printed(
        [
          ["a", "ASC"],
          ["id", undefined],
        ],
        "before",
        true,
      ),
    ).toBe("(a, id) <= (a0, id0)");
    expect(
      printed(
        [
          ["a", "DESC"],
          ["id", undefined],
        ],
        "before",
        true,
      ),
    ).toBe("a >= a0 and (a > a0 or a = a0 and (id < id0 or id = id0))");
  });
});
