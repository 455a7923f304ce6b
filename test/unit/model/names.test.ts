import { describe, expect, test } from "vitest";
import type { CatalogType } from "../../../src/catalog/index.ts";
import { StartError } from "../../../src/lib/index.ts";
import { clashRules } from "./clash-rules.ts";
import { base, column, edgesOf, modelOf, omissionsOf, reference, table, tableOf } from "./support.ts";

describe.each(clashRules)("$what", ({ input, place, reason }) => {
  test("stop a configured gateway, with both and what resolves it", () => {
    const build = () => modelOf({ ...input, strict: true });
    expect(build).toThrow(StartError);
    expect(build).toThrow(`Names clash:\n  ${place}: ${reason}`);
  });

  test("leave the later one out where databases were named by URL alone", () => {
    const model = modelOf({ ...input, strict: false });
    expect(model.notices).toEqual([`${place} is left out: it ${reason}`]);
    expect(omissionsOf(model)).toContain(`${place} ${reason}`);
  });
});

const users = table("users", [column("id")]);
const user = table("user", [column("id")]);

describe("the one that is left out", () => {
  test("is the later one by schema, then name", () => {
    const model = modelOf({ tables: { shop: [user, users] }, strict: false });
    expect(model.databases[0]?.tables.map((each) => each.name)).toEqual(["user"]);
    const audit = table("x", [column("id")], { schema: "audit", comment: "@name User" });
    const across = modelOf({ tables: { shop: [audit, user] }, strict: false });
    expect(across.databases[0]?.tables.map((each) => each.schema)).toEqual(["audit"]);
  });

  test("is the later column by name, and the others keep the table's order", () => {
    const columns = ["id", "b_x", "z", "bX", "a"].map((name) => column(name));
    const model = modelOf({ tables: { shop: [table("items", columns)] }, strict: false });
    expect(tableOf(model, "items").columns.map((each) => each.name)).toEqual(["id", "z", "bX", "a"]);
  });

  test("is a type before a table, whichever table uses the type", () => {
    const state = { kind: "enum", schema: "public", name: "zeta", labels: ["A"], comment: undefined } as const;
    const tables = [table("a", [column("id"), column("state", state)]), table("zeta", [column("id")])];
    const model = modelOf({ tables: { shop: tables }, strict: false });
    expect(model.notices).toEqual([expect.stringContaining("shop.public.zeta is left out: it wants the type name")]);
    expect(tableOf(model, "zeta").typeName).toBe("ShopZeta");
    expect(tableOf(model, "a").columns[1]?.type.named).toBe("String");
  });

  test("is never of a database that comes first", () => {
    const tables = { zoo: [users], alpha: [users] };
    const model = modelOf({ tables, prefixes: { zoo: "", alpha: "" }, strict: false });
    expect(model.databases.map((each) => [each.name, each.tables.length])).toEqual([
      ["zoo", 1],
      ["alpha", 0],
    ]);
  });

  test("is only the list where only its name is taken", () => {
    const tables = [table("news", [column("id")]), table("news_lists", [column("id")])];
    const model = modelOf({ tables: { shop: tables }, strict: false });
    const { lookups, listField } = tableOf(model, "news_lists");
    expect({ lookups, listField }).toEqual({ lookups: [], listField: "shopNewsLists" });
  });
});

describe("names do not depend on neighbours", () => {
  const customers = table("customers", [column("id")]);
  const orders = table("orders", [column("id"), column("customer_id"), column("created_by")], {
    foreignKeys: [reference("orders", "customer_id", "customers"), reference("orders", "created_by", "users")],
  });
  const namesOf = (model: ReturnType<typeof modelOf>) => [
    ...edgesOf(model),
    ...model.databases.flatMap(({ tables }) =>
      tables.flatMap((each) => [each.typeName, each.listField, ...each.lookups.map(({ field }) => field)]),
    ),
  ];

  test("another table, foreign key or database renames nothing", () => {
    const before = namesOf(modelOf({ tables: { shop: [customers, orders, users] } }));
    const more = table("accounts", [column("id"), column("customer_id")], {
      keys: [
        { name: "accounts_pkey", primary: true, columns: ["id"] },
        { name: "accounts_customer", primary: false, columns: ["customer_id"] },
      ],
      foreignKeys: [reference("accounts", "customer_id", "customers")],
    });
    const after = namesOf(modelOf({ tables: { shop: [more, customers, orders, users], billing: [users] } }));
    expect(after).toEqual(expect.arrayContaining(before));
  });

  test("the gateway's own names are never taken", () => {
    const names = ["boolean", "int", "mutation", "pool", "query", "subscriptions"];
    const model = modelOf({
      tables: { shop: names.map((name) => table(name, [column("id")])) },
      prefixes: { shop: "" },
    });
    expect(model.notices).toEqual([]);
    expect(model.databases[0]?.tables.map((each) => each.typeName)).toEqual([
      "BooleanRecord",
      "IntRecord",
      "MutationRecord",
      "PoolRecord",
      "QueryRecord",
      "SubscriptionRecord",
    ]);
  });
});

test("ranges over one type have one name together, in all databases", () => {
  const range = (name: string, subtype: CatalogType): CatalogType => ({
    kind: "range",
    schema: "public",
    name,
    subtype,
  });
  const columns = [
    column("id"),
    column("a", range("a", range("b", base("int4")))),
    column("c", range("c", range("d", base("int4")))),
  ];
  const model = modelOf({ tables: { shop: [table("orders", columns)], billing: [table("invoices", columns)] } });
  const types = model.databases.flatMap(({ tables }) =>
    tables.flatMap((each) => each.columns.map(({ type }) => type.named)),
  );
  expect(types.map((named) => (typeof named === "string" ? named : named.name))).toEqual([
    ...["Int", "IntRangeRange", "IntRangeRange"],
    ...["Int", "IntRangeRange", "IntRangeRange"],
  ]);
});

describe("enums", () => {
  const enumType = (labels: readonly string[]) => {
    const type = { kind: "enum", schema: "public", name: "order_status", labels, comment: undefined } as const;
    const model = modelOf({ tables: { shop: [table("orders", [column("id"), column("status", type)])] } });
    return tableOf(model, "orders").columns[1]?.type.named;
  };

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
