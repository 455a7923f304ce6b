import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGateway } from "../../../src/gateway/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { columnOf, exposedTable } from "../../support/oddities/exposed.ts";

// Ranges over types that have no name of the gateway's own.
let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create type address as (street text, number int);
    create type address_span as range (subtype = address);
    create type other_span as range (subtype = address);
    create type ints_span as range (subtype = int4[]);
    create domain codes as int4[];
    create type codes_span as range (subtype = codes);
    create type span_span as range (subtype = int4range);
    create type multi_span as range (subtype = int4multirange);
    create type mood as enum ('GOOD', 'BAD');
    create type moods_span as range (subtype = mood[]);
    create table things (
      id int primary key, street address_span, other other_span, streets address_span[], ints ints_span, codes codes_span,
      spans span_span, multis multi_span, moods moods_span, plain int4range
    );
    insert into things values (
      1, '["(Elm,1)","(Elm,2)")', '("(Oak,1)",)', array['["(Elm,1)",]'::address_span, null], '["{1,2}","{3}"]', '["{1}",)',
      '["[1,3)","[2,4)")', '["{[1,3)}",)', '["{GOOD}","{BAD}")', '[1,2)'
    );
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

test.each([
  ["street", "AddressRange"],
  ["other", "AddressRange"],
  ["streets", "[AddressRange]"],
  ["ints", "IntListRange"],
  ["codes", "IntListRange"],
  ["spans", "IntRangeRange"],
  ["multis", "IntRangeMultirangeRange"],
  ["moods", "MoodListRange"],
  ["plain", "IntRange"],
])("%s is a %s", (column, type) => {
  expect(String(columnOf(exposedTable(gateway.gateway.schema, "things"), column).type)).toBe(type);
});

test("each comes out as what it is over", async () => {
  const ends = (selection: string) => `{ lower ${selection} upper ${selection} }`;
  const data = await gateway.data(`{ things {
    street ${ends("{ street number }")} other ${ends("{ street }")} streets { lower { street } upper { street } }
    ints ${ends("")} codes ${ends("")} spans ${ends("{ lower upper }")} multis ${ends("{ lower upper }")}
    moods ${ends("")} plain ${ends("")}
  } }`);
  expect(data).toEqual({
    things: [
      {
        street: { lower: { street: "Elm", number: 1 }, upper: { street: "Elm", number: 2 } },
        other: { lower: { street: "Oak" }, upper: null },
        streets: [{ lower: { street: "Elm" }, upper: null }, null],
        ints: { lower: [1, 2], upper: [3] },
        codes: { lower: [1], upper: null },
        spans: { lower: { lower: 1, upper: 3 }, upper: { lower: 2, upper: 4 } },
        multis: { lower: [{ lower: 1, upper: 3 }], upper: null },
        moods: { lower: ["GOOD"], upper: ["BAD"] },
        plain: { lower: 1, upper: 2 },
      },
    ],
  });
});

describe("a range whose name a table has", () => {
  let clashing: TestDatabase;
  beforeAll(async () => {
    clashing = await createDatabase(`
      create type addr as (s text);
      create type addr_rng as range (subtype = addr);
      create table addr_ranges (id int primary key, r addr_rng, many addr_rng[], multi addr_rng_multirange);
      insert into addr_ranges values (1, '["(a)",)', array['["(a)",)'::addr_rng], '{["(a)",)}');
    `);
  });
  afterAll(() => clashing?.dispose());

  test("stops a configured gateway", async () => {
    const start = createGateway({ databases: { main: { url: clashing.url, prefix: "" } } });
    await expect(start).rejects.toThrow(
      "main.public.addr_rng: wants the type name AddrRange, which main.public.addr_ranges has",
    );
  });

  test("is text where no names were configured", async () => {
    const again = await startGateway(
      { databases: { main: { url: clashing.url, prefix: "" } } },
      { strictNames: false },
    );
    try {
      expect(again.gateway.notices).toEqual([expect.stringContaining("main.public.addr_rng is left out")]);
      expect(await again.data("{ addrRanges(where: {r: {isNull: false}}) { r many multi } }")).toEqual({
        addrRanges: [{ r: '["(a)",)', many: ['["(a)",)'], multi: '{["(a)",)}' }],
      });
    } finally {
      await again.dispose();
    }
  });
});
