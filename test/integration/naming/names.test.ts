import { validateSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inputField, isName, whereField } from "../../../src/model/inflection.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

/** Names as somebody could give them to a table or to a column; each is both here. */
const oddNames = [
  `it's "quoted" \\ here`,
  " spaces  around ",
  "CamelCase",
  "SHOUTED",
  "select",
  "order",
  "user",
  "2fa",
  "naïve café",
  "straße",
  "價格",
  "заказ",
  "a😀",
  "a",
  "😀",
  "+++",
  "---",
  "$$",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "and",
  "or",
  "not",
  "count",
  "key",
  "etag",
  "where",
  "patch",
  "limit",
  "query",
  "mutation",
  "subscription",
  "pool",
  "nodes",
  "news",
  "series",
  "order_batches",
  "boolean",
  "int",
  "then",
  "tax %",
  "tax #",
  "v1_2",
  "v12",
  "x".repeat(63),
  "é".repeat(31),
];

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A table of each name with a column of each name, and a foreign key to the one before. */
const sql = oddNames
  .map((name, index) => {
    const before = oddNames[index - 1];
    const columns = oddNames.map((column) => `${quote(column)} int default ${index}`);
    const reference = before === undefined ? [] : [`prior_id int default 1 references ${quote(before)}`];
    return `create table ${quote(name)} (${["id int primary key", ...columns, ...reference].join(", ")});
insert into ${quote(name)} (id) values (1), (2);`;
  })
  .join("\n");

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase(sql);
});
afterAll(() => database?.dispose());

describe.each(["shop", ""])("with the prefix %j", (prefix) => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ databases: { shop: { url: database.url, prefix } } });
  });
  afterAll(() => gateway?.dispose());

  const tables = () => gateway.gateway.model.databases.flatMap((each) => each.tables);

  test("everything is there, under a legal name, and the schema is valid", () => {
    expect(tables()).toHaveLength(oddNames.length);
    for (const table of tables()) expect(table.columns.length).toBeGreaterThan(oddNames.length);
    expect(gateway.gateway.notices).toEqual([]);
    const names = tables().flatMap(({ typeName, listField, columns, edges, lookups }) => [
      typeName,
      listField ?? "",
      ...[...columns, ...edges, ...lookups].map(({ field }) => field),
    ]);
    expect(names.filter((name) => !isName(name))).toEqual([]);
    expect(validateSchema(gateway.gateway.schema)).toEqual([]);
  });

  test("every table answers a list, a filter and an order by each column, a look-up and a relation", async () => {
    for (const [index, name] of oddNames.entries()) {
      const table = tables().find((each) => each.name === name);
      if (!table) throw new Error(`${name} is not there`);
      const fields = table.columns.map(({ field }) => field);
      const own = oddNames.map((column) => table.columns.find((each) => each.name === column)?.field ?? "");
      const where = own.map((field) => `${whereField(field)}: {eq: ${index}}`);
      const orderBy = own.map((field) => `{${inputField(field)}: ASC}`);
      const [lookup] = table.lookups;
      const forward = table.edges.find((edge) => !edge.many);
      const data = await gateway.data(`{
        list: ${table.listField}(where: {${where.join(" ")} id: {eq: 1}}, orderBy: [${orderBy.join(" ")}]) { ${fields.join(" ")} }
        one: ${lookup?.field}(id: 1) { id ${forward ? `prior: ${forward.field} { id }` : ""} }
      }`);
      const row = { id: 1, ...Object.fromEntries(own.map((field) => [field, index])) };
      const prior = forward ? { prior: { id: 1 } } : {};
      expect(data).toEqual({ list: [expect.objectContaining(row)], one: { id: 1, ...prior } });
    }
  });
});

test("names that differ only in what is folded clash, and say how to resolve it", async () => {
  const clashing = await createDatabase(`
    create table "order items" (id int primary key);
    create table order_items (id int primary key, "unitPrice" int, unit_price int);
  `);
  const start = startGateway({ databases: { shop: { url: clashing.url } } });
  await expect(start).rejects.toThrow(`Names clash:
  shop.public.order_items: wants the type name ShopOrderItem, which shop.public.order items has.`);
  const gateway = await startGateway({
    databases: {
      shop: {
        url: clashing.url,
        tables: { order_items: { name: "Line", columns: { unit_price: { name: "price" } } } },
      },
    },
  });
  expect(await gateway.data("{ shopOrderItems { id } shopLines { unitPrice price } }")).toEqual({
    shopOrderItems: [],
    shopLines: [],
  });
  await gateway.dispose();
  await clashing.dispose();
});
