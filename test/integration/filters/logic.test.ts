import fc from "fast-check";
import { isInputType } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { literalOf } from "../../support/values/literal.ts";
import { makerFilters, worlds } from "./random-filters.ts";
import { makersWhere, type World } from "./three-valued.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create table makers (id int primary key, maker_id int references makers, n int, t text, ns int[]);
    create table parts (id int primary key, maker_id int references makers, n int, t text);
  `);
  const limits = { documentTokens: 100_000, depth: 200 };
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } }, limits });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

async function fill({ makers, parts }: World): Promise<void> {
  await database.query("truncate makers, parts");
  await database.query("insert into makers select * from jsonb_populate_recordset(null::makers, $1)", [
    JSON.stringify(makers),
  ]);
  await database.query("insert into parts select * from jsonb_populate_recordset(null::parts, $1)", [
    JSON.stringify(parts),
  ]);
}

const filtersAtOnce = 40;
const rounds = 150;

test("filters of every form mean what three-valued logic says", async () => {
  const type = gateway.gateway.schema.getType("MakerWhere");
  if (!type || !isInputType(type)) throw new Error("There is no filter of makers.");
  const filters = fc.array(makerFilters, { minLength: filtersAtOnce, maxLength: filtersAtOnce });
  const found = { some: 0, all: 0, none: 0 };
  let isOdd = false;
  const property = fc.asyncProperty(worlds, filters, async (world, wheres) => {
    await fill(world);
    // By turns as literals and in variables, which are read in other ways.
    isOdd = !isOdd;
    const lists = wheres.map((where, index) => {
      const value = isOdd ? literalOf(JSON.stringify(where), type) : `$w${index}`;
      return `r${index}: makers(where: ${value}, orderBy: [{id: ASC}]) { id }`;
    });
    const variables = wheres.map((where, index): [string, unknown] => [`w${index}`, where]);
    const head = isOdd ? "" : `query (${variables.map(([name]) => `$${name}: MakerWhere`)})`;
    const data = await gateway.data(`${head} { ${lists.join("\n")} }`, isOdd ? {} : Object.fromEntries(variables));
    for (const [index, where] of wheres.entries()) {
      const expected = makersWhere(where, world);
      expect(data[`r${index}`], JSON.stringify(where)).toEqual(expected.map((id) => ({ id })));
      found[expected.length === 0 ? "none" : expected.length === world.makers.length ? "all" : "some"] += 1;
    }
  });
  await fc.assert(property, { numRuns: rounds });
  // Filters that let through everything or nothing would say little.
  expect(filtersAtOnce * rounds).toBeGreaterThanOrEqual(5000);
  expect(found.some).toBeGreaterThan(1000);
}, 240_000);
