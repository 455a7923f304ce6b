import { expect, test } from "vitest";
import { type DatabaseConfig, resolveConfig } from "../../../src/config/index.ts";
import { problemsOf } from "./problems-of.ts";

const resolve = (config: Pick<DatabaseConfig, "tables" | "types">) => {
  const [database] = resolveConfig({ databases: { shop: { host: "h", ...config } } }, { strictNames: true }).databases;
  return { tables: database?.tables, types: database?.types };
};
/** A configuration that TypeScript would refuse. */
const wrong = (config: object) =>
  problemsOf(() => resolveConfig(Object({ databases: { shop: { host: "h", ...config } } }), { strictNames: true }));

test("tables and types keep what was written, with where it was written", () => {
  const tables = {
    orders: {
      name: "Purchase",
      key: ["id"],
      columns: { "unit price": { name: "unitPrice" }, secret: { hidden: true } },
      relations: { fk: { field: "buyer", inverse: false as const } },
    },
    "audit.events": { hidden: true, name: undefined },
  };
  const path = "databases.shop.tables.orders";
  expect(resolve({ tables, types: { st: { name: "Status" }, other: {} } })).toEqual({
    tables: [
      {
        table: "orders",
        path,
        name: "Purchase",
        key: ["id"],
        columns: new Map([
          ["unit price", { path: `${path}.columns["unit price"]`, name: "unitPrice" }],
          ["secret", { path: `${path}.columns.secret`, hidden: true }],
        ]),
        relations: new Map([["fk", { path: `${path}.relations.fk`, field: "buyer", inverse: false }]]),
      },
      {
        table: "audit.events",
        path: 'databases.shop.tables["audit.events"]',
        hidden: true,
        columns: new Map(),
        relations: new Map(),
      },
    ],
    types: [
      { type: "st", path: "databases.shop.types.st", name: "Status" },
      { type: "other", path: "databases.shop.types.other" },
    ],
  });
});

test("names of objects' own properties are kept", () => {
  const columns = { ["__proto__"]: { name: "proto" }, constructor: { hidden: true }, toString: { name: "text" } };
  const { tables } = resolve({ tables: { ["__proto__"]: { columns }, hasOwnProperty: { name: "A" } } });
  expect(tables?.map(({ table, columns }) => [table, ...columns.keys()])).toEqual([
    ["__proto__", "__proto__", "constructor", "toString"],
    ["hasOwnProperty"],
  ]);
});

test("what cannot be is named with its path", async () => {
  const tables = {
    orders: {
      name: "order item",
      hidden: "yes",
      key: [],
      colums: {},
      columns: { a: { name: "__a" }, b: { nam: "b" } },
      relations: { fk: { field: true, inverse: "2nd" } },
    },
    lines: { key: ["a", "a"], columns: [] },
    ["__proto__"]: { name: "a b" },
    "": {},
  };
  const name = 'must be letters, digits and "_", without a digit or "__" first';
  expect(await wrong({ tables, types: { st: { name: "" }, other: "A" } })).toEqual([
    `databases.shop.tables.orders.name: ${name}, received "order item"`,
    'databases.shop.tables.orders.hidden: must be true or false, received "yes"',
    "databases.shop.tables.orders.key: must name a column, received a list",
    `databases.shop.tables.orders.columns.a.name: ${name}, received "__a"`,
    'databases.shop.tables.orders.columns.b.nam: is not a setting; did you mean "name"?',
    "databases.shop.tables.orders.relations.fk.field: must be the name of a field, or false, received true",
    `databases.shop.tables.orders.relations.fk.inverse: ${name}, received "2nd"`,
    'databases.shop.tables.orders.colums: is not a setting; did you mean "columns"?',
    "databases.shop.tables.lines.key: must not repeat an item, received a list",
    "databases.shop.tables.lines.columns: must be an object, received a list",
    'databases.shop.tables[""]: must be a name',
    `databases.shop.types.st.name: ${name}, received ""`,
    'databases.shop.types.other: must be an object, received "A"',
    `databases.shop.tables.__proto__: ${name}`,
  ]);
});
