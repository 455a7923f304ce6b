import { expect, test } from "vitest";
import type { Extend } from "../../../src/graphql/index.ts";
import { StartError } from "../../../src/lib/index.ts";
import { createDatabase, lendDatabase } from "../../support/databases.ts";
import { startGateway } from "../../support/gateway.ts";

const tables = `
  create type mood as enum ('calm');
  create table orders (id int primary key, total numeric, mood mood);
  create table "Log" (text text);
`;

/** Starts a gateway over a database with these custom fields, which must not succeed; answers what it says. */
async function refusal(extend: Extend, readOnly = false): Promise<unknown> {
  const database = await createDatabase(tables);
  try {
    const gateway = await startGateway({ databases: { shop: { url: database.url, readOnly } }, extend });
    await gateway.dispose();
    return undefined;
  } catch (error) {
    return error instanceof StartError ? error.problems : error;
  } finally {
    await database.dispose();
  }
}

const elsewhere = "Give yours another name, or rename what is generated at databases.shop.tables.orders";

test.each<[string, string, Extend]>([
  [
    "a root field that is generated",
    `it adds the field Query.shopOrders, which shop.public.orders has. ${elsewhere}`,
    (builder) => builder.queryField("shopOrders", (t) => t.int({ resolve: () => 1 })),
  ],
  [
    "a mutation that is generated",
    `it adds the field Mutation.createShopOrder, which shop.public.orders has. ${elsewhere}`,
    (builder) => builder.mutationField("createShopOrder", (t) => t.int({ resolve: () => 1 })),
  ],
  [
    "a field of rows that is a column",
    `it adds the field ShopOrder.total, which shop.public.orders has. ${elsewhere}`,
    (builder) => builder.tableField("ShopOrder", "total", (t) => t.field({ type: "Int", resolve: () => 1 })),
  ],
  [
    "a type that is generated",
    `it adds the type ShopOrder, which shop.public.orders has. ${elsewhere}`,
    (builder) => builder.objectRef("ShopOrder").implement({ fields: (t) => ({ a: t.int({ resolve: () => 1 }) }) }),
  ],
  [
    "an enum that is generated",
    `it adds the type ShopMood, which shop.public.orders has. ${elsewhere}`,
    (builder) => {
      const mood = builder.enumType("ShopMood", { values: ["a"] });
      builder.queryField("mood", (t) => t.field({ type: mood, resolve: () => null }));
    },
  ],
  [
    "a scalar of the gateway",
    "it adds the type Decimal, which the gateway has, or extend itself. Give yours another name",
    (builder) => builder.enumType("Decimal", { values: ["a"] }),
  ],
  [
    "the same field twice",
    "it adds the field Query.a, which the gateway has, or extend itself. Give yours another name",
    (builder) => {
      builder.queryField("a", (t) => t.int({ resolve: () => 1 }));
      builder.queryField("a", (t) => t.int({ resolve: () => 2 }));
    },
  ],
  [
    "a column that is not there",
    'ShopOrder.a needs "totl", which is no column of ShopOrder; did you mean "total"?',
    (builder) =>
      builder.tableField("ShopOrder", "a", (t) => t.field({ type: "Int", needs: ["totl"], resolve: () => 1 })),
  ],
  [
    "a database that is not there",
    'Mutation.a writes "shp", which is no database; did you mean "shop"?',
    (builder) => builder.mutationField("a", (t) => t.int({ writes: ["shp"], resolve: () => 1 })),
  ],
  [
    "a table that is not there",
    "there is no table whose rows are of type ShopOrdr; npx sluice inspect says which there are",
    (builder) => builder.tableField("ShopOrdr", "a", (t) => t.field({ type: "Int", resolve: () => 1 })),
  ],
  [
    "rows without a key to lead to",
    "Query.a leads to rows of ShopLog, which have no key. Declare one in the configuration",
    (builder) => builder.queryField("a", (t) => t.field({ type: builder.table("ShopLog"), resolve: () => null })),
  ],
  [
    "a union with rows of a table",
    "the union Either has ShopOrder, whose rows are only read where they are the type of a field. Make it an object with a field for each type",
    (builder) => {
      const either = builder.unionType("Either", {
        types: [builder.table("ShopOrder")],
        resolveType: () => "ShopOrder",
      });
      builder.queryField("a", (t) => t.field({ type: either, resolve: () => null }));
    },
  ],
  [
    "a type without fields",
    "Type Empty must define one or more fields.",
    (builder) => {
      const empty = builder.objectRef("Empty").implement({});
      builder.queryField("a", (t) => t.field({ type: empty, resolve: () => null }));
    },
  ],
  [
    "an error of its own",
    "no luck today",
    () => {
      throw new Error("no luck today");
    },
  ],
])("%s stops the start", async (_, message, extend) => {
  expect(await refusal(extend)).toEqual([{ path: "extend", message }]);
});

test("so does one that is asynchronous", async () => {
  const later: () => unknown = async () => {
    throw new Error("too late");
  };
  const message = "extend is asynchronous, and has to add its fields at once. Wait for what it needs before";
  expect(await refusal(() => void 0)).toBeUndefined();
  expect(await refusal(later as Extend)).toEqual([{ path: "extend", message }]);
});

test("what is no function is a problem of the configuration", async () => {
  const extend: unknown = "builder";
  await expect(startGateway({ databases: { shop: "postgres://h/shop" }, ...Object({ extend }) })).rejects.toThrow(
    'extend: must be a function, received "builder"',
  );
});

test("a mutation is there where no table is written", async () => {
  const database = await lendDatabase("create table orders (id int primary key)");
  const gateway = await startGateway({
    databases: { shop: { url: database.url, readOnly: true } },
    extend(builder: Parameters<Extend>[0]) {
      builder.mutationField("ping", (t) => t.string({ resolve: () => "pong" }));
    },
  });
  expect(await gateway.data("mutation { ping }")).toEqual({ ping: "pong" });
  expect(gateway.gateway.schema.getMutationType()?.getFields()).not.toHaveProperty("createShopOrder");
  await gateway.dispose();
  await database.dispose();
});

test("the schema is extended again when the tables have changed; what would not fit is not served", async () => {
  const database = await createDatabase("create table orders (id int primary key, total numeric)");
  let calls = 0;
  const gateway = await startGateway({
    databases: { shop: { url: database.url } },
    extend(builder: Parameters<Extend>[0]) {
      calls += 1;
      builder.tableField("ShopOrder", "double", (t) =>
        t.field({ type: "Float", needs: ["total"], resolve: ({ total }) => 2 * Number(total) }),
      );
    },
  });
  await database.query("insert into orders values (1, 1.5); alter table orders add note text");
  await gateway.gateway.reload();
  expect(calls).toBe(2);
  expect(await gateway.data("{ shopOrders { note double } }")).toEqual({ shopOrders: [{ note: null, double: 3 }] });
  await database.query("alter table orders rename total to sum");
  await expect(gateway.gateway.reload()).rejects.toThrow(
    'ShopOrder.double needs "total", which is no column of ShopOrder',
  );
  await database.query("alter table orders rename sum to total");
  expect(await gateway.data("{ shopOrders { double } }")).toEqual({ shopOrders: [{ double: 3 }] });
  await gateway.dispose();
  await database.dispose();
});
