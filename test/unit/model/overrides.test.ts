import { describe, expect, test } from "vitest";
import type { CatalogTable } from "../../../src/catalog/index.ts";
import type { TableConfig, TypeConfig } from "../../../src/config/index.ts";
import { problemsOf } from "../config/problems-of.ts";
import { column, edgesOf, modelOf, omissionsOf, reference, table, tableOf } from "./support.ts";

const customers = table("customers", [column("id"), column("email", "text")]);
const orders = table("orders", [column("id"), column("cust", "int4"), column("total", "numeric")], {
  keys: [
    { name: "orders_pkey", primary: true, columns: ["id"] },
    { name: "orders_total_key", primary: false, columns: ["total"] },
  ],
  foreignKeys: [reference("orders", "cust", "customers")],
});
const totals = table("totals", [column("customer_id"), column("sum", "json")], { kind: "view", keys: [] });
const events = table("events", [column("id")], { schema: "audit" });

interface Overridden {
  readonly tables?: Readonly<Record<string, TableConfig>>;
  readonly types?: Readonly<Record<string, TypeConfig>>;
  readonly replace?: readonly CatalogTable[];
}

function build({ tables = {}, types = {}, replace = [] }: Overridden) {
  const shop = [events, customers, orders, totals].map(
    (each) => replace.find(({ name }) => name === each.name) ?? each,
  );
  return modelOf({ tables: { shop }, databases: { shop: { schemas: ["public", "audit"], tables, types } } });
}

const rootsOf = (model: ReturnType<typeof modelOf>, name: string) => {
  const { typeName, listField, lookups } = tableOf(model, name);
  return [typeName, listField, ...lookups.map(({ field }) => field)];
};

describe("a name that was given", () => {
  const renamed = ["ShopPurchase", "shopPurchases", "shopPurchase", "shopPurchaseByAmount"];
  const tables = { orders: { name: "purchase", columns: { total: { name: "amount" } } } };

  test("by configuration goes into all that is made of it", () => {
    const model = build({ tables });
    expect(rootsOf(model, "orders")).toEqual(renamed);
    expect(tableOf(model, "orders").columns.map(({ field }) => field)).toEqual(["id", "cust", "amount"]);
    expect(edgesOf(model)).toEqual([
      "ShopCustomer.purchasesByCust -> [ShopPurchase]",
      "ShopPurchase.custCustomer -> ShopCustomer",
    ]);
  });

  test("by a comment does the same, and leaves the rest as the description", () => {
    const columns = orders.columns.map((each) =>
      each.name === "total" ? { ...each, comment: "With taxes. @name amount" } : each,
    );
    const model = build({ replace: [{ ...orders, columns, comment: "Sold. @name purchase" }] });
    expect(rootsOf(model, "orders")).toEqual(renamed);
    expect(tableOf(model, "orders").description).toBe("Sold.");
    expect(tableOf(model, "orders").columns[2]?.description).toBe("With taxes.");
  });

  test("by configuration wins over a comment", () => {
    const model = build({ tables: { orders: { name: "Sale" } }, replace: [{ ...orders, comment: "@name Purchase" }] });
    expect(tableOf(model, "orders").typeName).toBe("ShopSale");
  });

  test("of a column makes the names of its relations", () => {
    const model = build({
      tables: { orders: { columns: { cust: { name: "customerId" } } }, customers: { name: "Client" } },
    });
    expect(edgesOf(model)).toEqual(["ShopClient.orders -> [ShopOrder]", "ShopOrder.customer -> ShopClient"]);
  });

  test("stands for the schema, too", () => {
    expect(rootsOf(build({ tables: { "audit.events": { name: "Happening" } } }), "events")).toEqual([
      "ShopHappening",
      "shopHappenings",
      "shopHappening",
    ]);
  });

  test("names an enum", () => {
    const type = (comment: string | undefined) =>
      ({ kind: "enum", schema: "public", name: "st", labels: ["A"], comment }) as const;
    const withType = (comment: string | undefined, types = {}) => {
      const typed = { ...customers, columns: [...customers.columns, column("st", type(comment))] };
      return tableOf(build({ types, replace: [typed] }), "customers").columns[2]?.type.named;
    };
    expect(withType("A state. @name CustomerState")).toMatchObject({
      name: "ShopCustomerState",
      description: "A state.",
    });
    expect(withType("@name A", { st: { name: "B" } })).toMatchObject({ name: "ShopB" });
  });
});

describe("what is hidden", () => {
  test("is a table with its relations", () => {
    for (const model of [
      build({ tables: { customers: { hidden: true } } }),
      build({ replace: [{ ...customers, comment: "@hidden" }] }),
    ]) {
      expect(model.databases[0]?.tables.map(({ name }) => name)).toEqual(["events", "orders", "totals"]);
      expect(edgesOf(model)).toEqual([]);
      expect(omissionsOf(model)).toEqual([
        expect.stringMatching(
          /^shop\.public\.customers is hidden by (databases\.shop\.tables\.customers\.hidden|its comment)$/,
        ),
        "shop.public.orders (foreign key orders_cust_fkey) makes no relation: it refers to public.customers (id), which is not exposed",
      ]);
    }
  });

  test("is a column, with the keys but not the relations over it", () => {
    const model = build({ tables: { orders: { columns: { id: { hidden: true }, cust: { hidden: true } } } } });
    expect(tableOf(model, "orders").columns.map(({ name }) => name)).toEqual(["total"]);
    expect(rootsOf(model, "orders")).toEqual(["ShopOrder", "shopOrders", "shopOrderByTotal"]);
    expect(edgesOf(model)).toHaveLength(2);
    expect(omissionsOf(model)).toEqual([
      "shop.public.orders (key orders_pkey) is not used: its column id is not exposed",
      "shop.public.orders.cust is hidden by databases.shop.tables.orders.columns.cust.hidden",
      "shop.public.orders.id is hidden by databases.shop.tables.orders.columns.id.hidden",
    ]);
  });

  test("is a table all of whose columns are, with its relations and links", () => {
    const bare = { customers: { columns: { id: { hidden: true }, email: { hidden: true } } } };
    const model = build({ tables: bare });
    expect(model.databases[0]?.tables.map(({ name }) => name)).toEqual(["events", "orders", "totals"]);
    expect(edgesOf(model)).toEqual([]);
    expect(omissionsOf(model)).toEqual([
      "shop.public.customers has no column that is not hidden, and a type needs a field",
      "shop.public.orders (foreign key orders_cust_fkey) makes no relation: it refers to public.customers (id), which is not exposed",
    ]);
    const link = () =>
      modelOf({
        tables: { shop: [customers], billing: [table("invoices", [column("customer_id")])] },
        databases: { shop: { tables: bare } },
        config: { links: [{ from: "billing.invoices.customer_id", to: "shop.customers.id" }] },
      });
    expect(link).toThrow("shop.public.customers is not exposed: it has no column that is not hidden");
  });

  test("takes no name", () => {
    const model = build({
      tables: { orders: { columns: { cust: { hidden: true }, total: { name: "cust" } } } },
    });
    expect(tableOf(model, "orders").columns.map(({ field }) => field)).toEqual(["id", "cust"]);
  });

  test("is either way of a relation, or both", () => {
    const relations = (config: { field?: false; inverse?: false }, comment?: string) =>
      edgesOf(
        build({
          tables: { orders: { relations: { orders_cust_fkey: config } } },
          replace: [{ ...orders, foreignKeys: [reference("orders", "cust", "customers", { comment })] }],
        }),
      );
    expect(relations({ field: false })).toEqual(["ShopCustomer.ordersByCust -> [ShopOrder]"]);
    expect(relations({ inverse: false })).toEqual(["ShopOrder.custCustomer -> ShopCustomer"]);
    expect(relations({}, "@hidden")).toEqual([]);
  });

  test("comes back where the configuration says so", () => {
    const model = build({
      tables: {
        customers: { hidden: false },
        orders: { relations: { orders_cust_fkey: { field: "buyer" } } },
      },
      replace: [
        { ...customers, comment: "@hidden" },
        { ...orders, foreignKeys: [reference("orders", "cust", "customers", { comment: "@hidden" })] },
      ],
    });
    expect(edgesOf(model)).toEqual(["ShopOrder.buyer -> ShopCustomer"]);
  });
});

test("what is deprecated says why", () => {
  const columns = orders.columns.map((each) =>
    each.name === "total" ? { ...each, comment: "@deprecated wrong" } : each,
  );
  const table = tableOf(build({ replace: [{ ...orders, columns, comment: "Old.\n@deprecated use sales" }] }), "orders");
  expect(table).toMatchObject({ description: "Old.", deprecated: "use sales" });
  expect(table.columns.map(({ deprecated }) => deprecated)).toEqual([undefined, undefined, "wrong"]);
});

describe("a declared key", () => {
  test("gives a view an order and a field", () => {
    const model = build({ tables: { totals: { key: ["customer_id"] } } });
    expect(tableOf(model, "totals").key?.map(({ name }) => name)).toEqual(["customer_id"]);
    expect(rootsOf(model, "totals")).toEqual(["ShopTotal", "shopTotals", "shopTotal"]);
  });

  test("stands for the primary key, which is one like any other then", () => {
    const model = build({ tables: { orders: { key: ["total"] } } });
    expect(tableOf(model, "orders").key?.map(({ name }) => name)).toEqual(["total"]);
    expect(rootsOf(model, "orders")).toEqual(["ShopOrder", "shopOrders", "shopOrder", "shopOrderById"]);
  });

  test("needs columns that are exposed and can be compared", async () => {
    const problems = (config: TableConfig) => problemsOf(() => build({ tables: { totals: config } }));
    expect(await problems({ key: ["sum"] })).toEqual([
      "databases.shop.tables.totals.key: values of its column sum cannot be compared",
    ]);
    expect(await problems({ key: ["customer_id"], columns: { customer_id: { hidden: true } } })).toEqual([
      "databases.shop.tables.totals.key: its column customer_id is not exposed",
    ]);
  });
});

describe("what the database does not have", () => {
  test("is named with its path and the nearest name", async () => {
    const tables = {
      ordrs: {},
      events: {},
      "public.orders": {
        key: ["idd"],
        columns: { totl: { hidden: true } },
        relations: { orders_custfkey: { field: "a" } },
      },
      orders: { hidden: true },
    };
    expect(await problemsOf(() => build({ tables, types: { st: { name: "A" } } }))).toEqual([
      'databases.shop.tables.ordrs: is no table of shop that is exposed; did you mean "orders"?',
      "databases.shop.tables.events: is no table of shop that is exposed; known are audit.events, customers, orders, totals",
      'databases.shop.tables["public.orders"].key[0]: is no column of public.orders; did you mean "id"?',
      'databases.shop.tables["public.orders"].columns.totl: is no column of public.orders; did you mean "total"?',
      'databases.shop.tables["public.orders"].relations.orders_custfkey: is no foreign key of public.orders; did you mean "orders_cust_fkey"?',
      'databases.shop.tables.orders: is the same table as databases.shop.tables["public.orders"]',
      "databases.shop.types.st: is no enum or composite type of shop that is exposed; there is none",
    ]);
  });

  test("and what is not exposed is named with the reason, unless it is to be hidden", async () => {
    const omissions = [
      { place: "public.spatial_ref_sys", reason: "belongs to the extension postgis" },
      { place: "public.orders.secret", reason: "may not be read by the role reader" },
    ];
    const problems = (tables: Readonly<Record<string, TableConfig>>) =>
      problemsOf(() => modelOf({ tables: { shop: [customers, orders] }, omissions, databases: { shop: { tables } } }));
    expect(
      await problems({
        spatial_ref_sys: { name: "A" },
        orders: { columns: { secret: { name: "b" } }, key: ["secret"] },
      }),
    ).toEqual([
      "databases.shop.tables.spatial_ref_sys: is not exposed: it belongs to the extension postgis",
      "databases.shop.tables.orders.key[0]: is not exposed: it may not be read by the role reader",
      "databases.shop.tables.orders.columns.secret: is not exposed: it may not be read by the role reader",
    ]);
    const hidden = { spatial_ref_sys: { hidden: true }, orders: { columns: { secret: { hidden: true } } } };
    const model = modelOf({
      tables: { shop: [customers, orders] },
      omissions,
      databases: { shop: { tables: hidden } },
    });
    expect(omissionsOf(model)).toHaveLength(2);
  });
});

test("names of objects' own properties are names like any other", () => {
  const names = ["__proto__", "constructor", "hasOwnProperty", "toString", "valueOf"];
  const odd = names.map((name) => table(name, [column("id"), ...names.map((each) => column(each))]));
  const tables = Object.fromEntries(names.map((name) => [name, { columns: { ["__proto__"]: { name: "proto" } } }]));
  const model = modelOf({ tables: { shop: odd }, databases: { shop: { tables } } });
  expect(model.databases[0]?.tables).toHaveLength(names.length);
  for (const each of model.databases[0]?.tables ?? []) {
    expect(each.columns.map(({ field }) => field)).toEqual([
      "id",
      "proto",
      "constructor",
      "hasOwnProperty",
      "toString",
      "valueOf",
    ]);
  }
});
