import { describe, expect, test } from "vitest";
import { column, edgesOf, modelOf, omissionsOf, reference, table } from "./support.ts";

const columns = (...names: readonly string[]) => names.map((name) => column(name));
const customers = table("customers", columns("id", "tenant_id", "email"), {
  keys: [
    { name: "customers_pkey", primary: true, columns: ["id"] },
    { name: "customers_email_key", primary: false, columns: ["email"] },
    { name: "customers_tenant_key", primary: false, columns: ["tenant_id", "id"] },
  ],
});
const target = (...names: readonly string[]) => ({ schema: "public", table: "customers", columns: names });
const shop = (...tables: readonly Parameters<typeof table>[]) =>
  modelOf({ tables: { shop: [customers, ...tables.map((each) => table(...each))] } });

describe("foreign keys", () => {
  test("of several columns, to a unique key, and twice to one table", () => {
    const model = shop([
      "orders",
      columns("id", "tenant_id", "customer_id", "customer_email", "payer_id"),
      {
        foreignKeys: [
          reference("orders", ["tenant_id", "customer_id"], "customers", { target: target("tenant_id", "id") }),
          reference("orders", "customer_email", "customers", { target: target("email") }),
          reference("orders", "payer_id", "customers"),
        ],
      },
    ]);
    expect(edgesOf(model)).toEqual([
      "ShopCustomer.ordersByTenantIdCustomerId -> [ShopOrder]",
      "ShopCustomer.ordersByCustomerEmail -> [ShopOrder]",
      "ShopCustomer.ordersByPayer -> [ShopOrder]",
      "ShopOrder.tenantIdCustomerId -> ShopCustomer",
      "ShopOrder.customerEmailCustomer -> ShopCustomer",
      "ShopOrder.payer -> ShopCustomer",
    ]);
  });

  test("to the same table, and across schemas", () => {
    const schema = "audit";
    const tree = table("nodes", columns("id", "parent_id"), {
      schema,
      foreignKeys: [reference("nodes", "parent_id", "nodes", { target: { schema, table: "nodes", columns: ["id"] } })],
    });
    const notes = table("notes", columns("id", "node_id"), {
      foreignKeys: [reference("notes", "node_id", "nodes", { target: { schema, table: "nodes", columns: ["id"] } })],
    });
    expect(edgesOf(modelOf({ tables: { shop: [tree, notes] } }))).toEqual([
      "ShopAuditNode.parent -> ShopAuditNode",
      "ShopAuditNode.nodesByParent -> [ShopAuditNode]",
      "ShopAuditNode.notes -> [ShopNote]",
      "ShopNote.node -> ShopAuditNode",
    ]);
  });

  test("are one where two say the same, unless the second was given names", () => {
    const twice = (comment: string | undefined) =>
      shop([
        "orders",
        columns("id", "customer_id"),
        {
          foreignKeys: [
            reference("orders", "customer_id", "customers"),
            reference("orders", "customer_id", "customers", { name: "z", comment }),
          ],
        },
      ]);
    expect(edgesOf(twice(undefined))).toHaveLength(2);
    expect(omissionsOf(twice(undefined))).toEqual([
      "shop.public.orders (foreign key z) says the same as orders_customer_id_fkey",
    ]);
    expect(edgesOf(twice("@field buyer @inverse purchases"))).toHaveLength(4);
  });

  test("to what is not exposed make no relation", () => {
    const model = shop([
      "orders",
      columns("id", "customer_id", "region_id"),
      {
        foreignKeys: [
          reference("orders", "customer_id", "customers", { target: target("secret") }),
          reference("orders", "region_id", "regions"),
        ],
      },
    ]);
    expect(edgesOf(model)).toEqual([]);
    expect(omissionsOf(model)).toEqual([
      "shop.public.orders (foreign key orders_customer_id_fkey) makes no relation: it refers to columns of public.customers that may not be read",
      "shop.public.orders (foreign key orders_region_id_fkey) makes no relation: it refers to public.regions (id), which is not exposed",
    ]);
  });

  test("to what child tables may repeat make none, until the key is declared", () => {
    const tables = {
      shop: [
        table("cities", columns("id"), { keys: [] }),
        table("maps", columns("id", "city_id"), { foreignKeys: [reference("maps", "city_id", "cities")] }),
      ],
    };
    expect(omissionsOf(modelOf({ tables }))).toEqual([
      'shop.public.maps (foreign key maps_city_id_fkey) makes no relation: tables that inherit from public.cities may repeat what it refers to; where they do not, databases.shop.tables.cities.key: ["id"] says so',
    ]);
    const declared = modelOf({ tables, databases: { shop: { tables: { cities: { key: ["id"] } } } } });
    expect(edgesOf(declared)).toEqual(["ShopCity.maps -> [ShopMap]", "ShopMap.city -> ShopCity"]);
  });
});
