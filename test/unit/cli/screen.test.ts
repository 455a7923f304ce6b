import { expect, test } from "vitest";
import { renderScreen, type Screen } from "../../../src/cli/screen.ts";

const shop = {
  name: "shop",
  target: "127.0.0.1:5433/shop",
  tables: ["categories", "customers", "order_items", "orders", "products", "reviews", "stock", "top_customers"],
  pool: { size: 5, overflow: 15 },
};
const screen: Screen = {
  url: "http://127.0.0.1:4000/graphql",
  dashboard: "http://127.0.0.1:4000/dashboard",
  databases: [shop],
  notices: [],
  warnings: [],
  exampleQuery: "{\n  shopOrders(limit: 3) { id }\n}\n",
};
const plain = (part: Partial<Screen> = {}) => renderScreen({ ...screen, ...part }, { width: 80, colour: false });

test("it says where it serves, what, with how many connections, and what to try", () => {
  const tables = Array.from({ length: 12 }, (_, index) => `table_${index}`);
  const support = { name: "support", target: "db:5432/support", tables, pool: { size: 1, overflow: 0 } };
  const notices = [
    'The table "shop"."orders_" is left out, because its type would be ShopOrder like that of "shop"."orders".',
  ];
  expect(plain({ databases: [shop, support, { ...shop, name: "c", tables: [] }], notices })).toBe(`
Sluice serves http://127.0.0.1:4000/graphql
Its dashboard http://127.0.0.1:4000/dashboard

  shop     127.0.0.1:5433/shop, 5 connections, up to 20
           categories, customers, order_items, orders, products, reviews, stock,
           top_customers
  support  db:5432/support, 1 connection
           table_0, table_1, table_2, table_3, table_4, table_5, table_6,
           table_7 and 4 more
  c        127.0.0.1:5433/shop, 5 connections, up to 20
           no tables

Left out:
  - The table "shop"."orders_" is left out, because its type would be ShopOrder
    like that of "shop"."orders".

Try:
  {
    shopOrders(limit: 3) { id }
  }

Ctrl-C ends it.
`);
});

test("it names no dashboard where there is none", () => {
  expect(plain({ dashboard: undefined })).not.toContain("dashboard");
});

test("it says what may go wrong, after what was left out", () => {
  const text = plain({ notices: ["A is left out."], warnings: ["db:5432 gives 10 connections."] });
  expect(text).toContain(`Left out:
  - A is left out.

Warning:
  - db:5432 gives 10 connections.

Try:
`);
});

test("no line is longer than the width", () => {
  const notices = ["word ".repeat(60).trim()];
  for (const width of [40, 60, 80]) {
    const lines = renderScreen({ ...screen, notices, warnings: notices }, { width, colour: false }).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.max(width, 55));
  }
});

test("a ninth table is named, not counted", () => {
  expect(plain({ databases: [{ ...shop, tables: [...shop.tables, "ninth"] }] })).toContain("top_customers, ninth\n");
});

test("colours are only added", () => {
  const coloured = renderScreen(screen, { width: 80, colour: true });
  expect(coloured).toContain("\u001b[1mshop\u001b[22m");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one.
  expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(plain());
});

test("a name cannot command the terminal", () => {
  const database = { ...shop, name: "a\u001b[2J", tables: ["b\u0007\nc"] };
  const text = plain({ databases: [database], notices: ["d\u001b"] });
  expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
});
