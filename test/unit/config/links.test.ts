import { expect, test } from "vitest";
import { type LinkConfig, resolveConfig } from "../../../src/config/index.ts";
import { problemsOf } from "./problems-of.ts";

const databases = { shop: "postgres://h/shop", billing: "postgres://h/billing" };
const resolve = (...links: readonly LinkConfig[]) => resolveConfig({ databases, links }, { strictNames: true }).links;
const end = (database: string, ...columns: readonly string[]) => ({ database, schema: "public", table: "t", columns });

test("an end is a text with or without a schema, or an object", () => {
  const objects = { from: { database: "billing", table: "t", columns: ["a", "b"] }, to: end("shop", "a", "b") };
  expect(
    resolve(
      { from: "billing.invoices.order_id", to: "shop.sales.orders.id" },
      { ...objects, field: "order", inverse: false },
      { ...objects, inverse: "invoices" },
    ),
  ).toEqual([
    {
      from: { database: "billing", schema: "public", table: "invoices", columns: ["order_id"] },
      to: { database: "shop", schema: "sales", table: "orders", columns: ["id"] },
      path: "links[0]",
    },
    { from: end("billing", "a", "b"), to: end("shop", "a", "b"), field: "order", inverse: false, path: "links[1]" },
    { from: end("billing", "a", "b"), to: end("shop", "a", "b"), inverse: "invoices", path: "links[2]" },
  ]);
});

test("a text that is no end says what to write", async () => {
  const forms = "database.table.column or database.schema.table.column";
  const to = "shop.orders.id";
  const froms = ["billing.invoices", "billing", "billing..id", "billing.a.b.c.d"];
  expect(await problemsOf(() => resolve(...froms.map((from) => ({ from, to }))))).toEqual([
    `links[0].from: must name a column too: "billing.invoices.id" if that is its name (${forms}), received "billing.invoices"`,
    `links[1].from: must be ${forms}, received "billing"`,
    `links[2].from: must be ${forms}, received "billing..id"`,
    `links[3].from: must be ${forms}; where a name holds a dot, write { database, schema, table, columns }, received "billing.a.b.c.d"`,
  ]);
});

test("an unknown database is found even where the link has other mistakes", async () => {
  const links = [
    { from: "blling.a.b", to: "shop.a.b" },
    { from: "x.a.b", to: { database: "y", table: "t", columns: ["c"] }, field: "__a", inverse: 5 },
  ];
  expect(await problemsOf(() => resolveConfig(Object({ databases, links }), { strictNames: true }))).toEqual([
    'links[1].field: must be letters, digits and "_", without a digit or "__" first, received "__a"',
    "links[1].inverse: must be the name of a field, or false, received 5",
    'links[0].from: names no configured database: "blling"; did you mean "billing"?',
    'links[1].from: names no configured database: "x"; known are shop, billing',
    'links[1].to: names no configured database: "y"; known are shop, billing',
  ]);
});

test("both ends have as many columns", async () => {
  expect(await problemsOf(() => resolve({ from: end("shop", "a", "b"), to: "billing.t.a" }))).toEqual([
    'links[0]: must have as many columns in "from" (2) as in "to" (1)',
  ]);
});

test("an object needs its parts", async () => {
  const links = [{ from: { database: "shop", tabel: "t", columns: [] } }, 5];
  expect(await problemsOf(() => resolveConfig(Object({ databases, links }), { strictNames: true }))).toEqual([
    "links[0].from.table: must be the name of a table, received nothing",
    "links[0].from.columns: must name a column, received a list",
    'links[0].from.tabel: is not a setting; did you mean "table"?',
    "links[0].to: must be database.table.column or { database, table, columns }, received nothing",
    "links[1]: must be an object, received 5",
  ]);
});
