import { describe, expect, test } from "vitest";
import {
  backwardField,
  columnField,
  enumValue,
  forwardField,
  listField,
  lookupField,
  typeName,
  uniqueField,
  whereField,
} from "../../../src/model/inflection.ts";

const table = (name: string, prefix = "shop", schema = "public") => typeName({ prefix, schema, name });

describe("types", () => {
  test.each([
    ["order_items", "ShopOrderItem"],
    ["OrderItems", "ShopOrderItem"],
    ["ORDER_ITEMS", "ShopOrderItem"],
    ["categories", "ShopCategory"],
    ["news", "ShopNews"],
    ["series", "ShopSeries"],
    ["addresses", "ShopAddress"],
    ["cookies", "ShopCookie"],
    ["caches", "ShopCache"],
    ["lens", "ShopLens"],
    ["people", "ShopPerson"],
    ["order status", "ShopOrderStatus"],
  ])("%s is %s", (name, expected) => {
    expect(table(name)).toBe(expected);
  });

  test("a schema other than public is part of the name, a prefix may be empty", () => {
    expect(table("events", "shop", "audit")).toBe("ShopAuditEvent");
    expect(table("orders", "")).toBe("Order");
    expect(table("2fa_codes", "")).toBe("_2faCode");
  });

  test("two names that differ only in marks or script stay legal", () => {
    expect(table("café")).toBe("ShopCafe");
    expect(table("価格")).toMatch(/^Shop[_A-Za-z0-9]+$/);
    expect(table("$$")).toMatch(/^Shop[_A-Za-z0-9]+$/);
    expect(table("価格")).not.toBe(table("商品"));
  });
});

describe("root fields", () => {
  test("list, key and unique key", () => {
    expect(listField("ShopOrderItem")).toBe("shopOrderItems");
    expect(listField("ShopNews")).toBe("shopNewsList");
    expect(lookupField("ShopOrder")).toBe("shopOrder");
    expect(uniqueField("ShopProduct", ["sku"])).toBe("shopProductBySku");
    expect(uniqueField("ShopSeat", ["row_no", "number"])).toBe("shopSeatByRowNoAndNumber");
  });
});

describe("columns", () => {
  test.each([
    ["unit_price", "unitPrice"],
    ["unitPrice", "unitPrice"],
    ["SKU", "sku"],
    ["_id", "_id"],
    ["2nd", "_2nd"],
    ["__typename", "_typename"],
  ])("%s is %s", (name, expected) => {
    expect(columnField(name)).toBe(expected);
  });

  test("a column named like a part of the grammar keeps its field and gets another name in filters", () => {
    expect(columnField("and")).toBe("and");
    expect(whereField("and")).toBe("and_");
    expect(whereField("id")).toBe("id");
  });
});

describe("relations", () => {
  test("forward: the column without _id, else column and target", () => {
    expect(forwardField(["customer_id"], "customers")).toBe("customer");
    expect(forwardField(["customerId"], "customers")).toBe("customer");
    expect(forwardField(["created_by"], "users")).toBe("createdByUser");
    expect(forwardField(["order_id", "line_no"], "order_items")).toBe("orderIdLineNo");
    expect(forwardField(["paid"], "payments")).toBe("paidPayment");
  });

  test("backward: plain where the column names the target, else with By", () => {
    expect(backwardField(["customer_id"], "orders", "customers", false)).toBe("orders");
    expect(backwardField(["customer_id"], "accounts", "customers", true)).toBe("account");
    expect(backwardField(["created_by"], "orders", "users", false)).toBe("ordersByCreatedBy");
    expect(backwardField(["parent_id"], "categories", "categories", false)).toBe("categoriesByParent");
  });
});

describe("enum labels", () => {
  test.each([
    ["PAID", "PAID"],
    ["paid", "paid"],
    ["in transit", "IN_TRANSIT"],
    ["true", "TRUE"],
    ["__x", "_X"],
    ["+", undefined],
  ])("%s is %s", (label, expected) => {
    expect(enumValue(label)).toBe(expected);
  });
});
