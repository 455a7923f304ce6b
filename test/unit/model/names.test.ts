import { describe, expect, test } from "vitest";
import { StartError } from "../../../src/lib/index.ts";
import { column, modelOf, table } from "./support.ts";

const users = table("users", [column("id")]);
const user = table("user", [column("id")]);

const orders = table("orders", [column("id"), column("customer_id"), column("customer", "text")], {
  foreignKeys: [
    {
      name: "orders_customer_id_fkey",
      columns: ["customer_id"],
      target: { schema: "public", table: "users", columns: ["id"] },
      comment: undefined,
    },
  ],
});

describe("two things that want one name", () => {
  test("stop a configured gateway, with both and what resolves it", () => {
    const build = () => modelOf({ tables: { shop: [user, users] }, strict: true });
    expect(build).toThrow(StartError);
    expect(build).toThrow(
      "shop.public.users: wants the name type.ShopUser, which shop.public.user has. To resolve it:",
    );
  });

  test("leave the later one out where databases were named by URL alone", () => {
    const model = modelOf({ tables: { shop: [user, users] }, strict: false });
    expect(model.databases[0]?.tables.map((each) => each.name)).toEqual(["user"]);
    expect(model.notices).toEqual([expect.stringContaining("shop.public.users was left out: it wants the name")]);
  });

  test("two databases without a prefix", () => {
    const tables = { shop: [users], billing: [users] };
    expect(() => modelOf({ tables, prefixes: { shop: "", billing: "" } })).toThrow(
      "billing.public.users: wants the name type.User, which shop.public.users has",
    );
  });

  test("a relation never takes a column's name", () => {
    const model = modelOf({ tables: { shop: [orders, users] }, strict: false });
    const type = model.databases[0]?.tables.find((each) => each.name === "orders");
    expect(type?.columns.map((each) => each.field)).toEqual(["id", "customerId", "customer"]);
    expect(type?.edges).toEqual([]);
    expect(model.notices[0]).toContain(
      "comment on constraint orders_customer_id_fkey on orders is '@field anotherName'",
    );
  });

  test("a comment on the constraint renames both ways", () => {
    const [foreignKey] = orders.foreignKeys;
    const renamed = {
      ...orders,
      foreignKeys: foreignKey ? [{ ...foreignKey, comment: "Who pays. @field buyer @inverse purchases" }] : [],
    };
    const model = modelOf({ tables: { shop: [renamed, users] } });
    const edges = model.databases.flatMap(({ tables }) =>
      tables.flatMap((each) => each.edges.map(({ field }) => field)),
    );
    expect(edges).toEqual(["buyer", "purchases"]);
  });

  test("the gateway's own names are taken", () => {
    expect(() => modelOf({ tables: { shop: [table("pools", [column("id")])] }, prefixes: { shop: "" } })).toThrow(
      "which the gateway has",
    );
  });
});

describe("enums", () => {
  const enumType = (labels: readonly string[]) =>
    modelOf({
      tables: {
        shop: [
          table("orders", [
            column("id"),
            column("status", { kind: "enum", schema: "public", name: "order_status", labels, comment: undefined }),
          ]),
        ],
      },
    }).databases[0]?.tables[0]?.columns[1]?.type.named;

  test("keep labels that GraphQL can spell, and fold the others", () => {
    expect(enumType(["PAID", "in transit"])).toMatchObject({
      name: "ShopOrderStatus",
      values: [
        { name: "PAID", label: "PAID" },
        { name: "IN_TRANSIT", label: "in transit" },
      ],
    });
  });

  test("are text where a label cannot be spelled, or two fold into one", () => {
    expect(enumType(["+", "-"])).toBe("String");
    expect(enumType(["in transit", "IN_TRANSIT"])).toBe("String");
  });
});
