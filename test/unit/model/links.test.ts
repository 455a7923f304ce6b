import { describe, expect, test } from "vitest";
import { column, modelOf, table } from "./support.ts";

const customers = table("customers", [column("id"), column("email", "text"), column("region", "uuid")], {
  keys: [
    { name: "customers_pkey", primary: true, columns: ["id"] },
    { name: "customers_email_key", primary: false, columns: ["email"] },
  ],
});

const build = (from: string, to: string, source = table("tickets", [column("id"), column("customer_id", "int8")])) =>
  modelOf({ tables: { support: [source], shop: [customers] }, config: { links: [{ from, to }] } });

const edges = (model: ReturnType<typeof modelOf>) =>
  model.databases.flatMap(({ tables }) =>
    tables.flatMap((each) => each.edges.map((edge) => `${each.typeName}.${edge.field}${edge.many ? "[]" : ""}`)),
  );

describe("links", () => {
  test("give a field each way, named as a relation would be", () => {
    const model = build("support.tickets.customer_id", "shop.customers.id");
    expect(edges(model)).toEqual(["SupportTicket.customer", "ShopCustomer.tickets[]"]);
  });

  test("the way back is to-one where the source is unique", () => {
    const unique = table("tickets", [column("customer_id"), column("subject", "text")]);
    const model = build("support.tickets.customer_id", "shop.customers.id", unique);
    expect(edges(model)).toEqual(["SupportTicket.customer", "ShopCustomer.ticket"]);
  });

  test("may be named, and the way back left out", () => {
    const model = modelOf({
      tables: { support: [table("tickets", [column("id"), column("customer_id")])], shop: [customers] },
      config: {
        links: [{ from: "support.tickets.customer_id", to: "shop.customers.id", field: "buyer", inverse: false }],
      },
    });
    expect(edges(model)).toEqual(["SupportTicket.buyer"]);
  });

  test.each([
    ["support.tickets.customer_id", "shop.customer.id", "there is no table public.customer in shop"],
    ["support.ticket.customer_id", "shop.customers.id", "there is no table public.ticket in support"],
    [
      "support.tickets.client_id",
      "shop.customers.id",
      "support.public.tickets has no column client_id; it has id, cust",
    ],
    [
      "support.tickets.customer_id",
      "shop.customers.uuid",
      "shop.public.customers has no column uuid; it has id, email",
    ],
    ["support.tickets.customer_id", "shop.customers.email", "have types that cannot be compared (integer and text)"],
    ["support.tickets.customer_id", "shop.customers.region", "have types that cannot be compared (integer and uuid)"],
  ])("%s -> %s does not hold", (from, to, message) => {
    expect(() => build(from, to)).toThrow(message);
    // Both sides are named, whatever is wrong.
    expect(() => build(from, to)).toThrow("links[0]: the link from support.public.");
    expect(() => build(from, to)).toThrow(`to shop.public.${to.split(".")[1]}.${to.split(".")[2]}`);
  });

  test("a target that is not unique does not hold", () => {
    const source = table("tickets", [column("id"), column("area", "uuid")]);
    expect(() => build("support.tickets.area", "shop.customers.region", source)).toThrow(
      "the link from support.public.tickets.area to shop.public.customers.region: shop.public.customers.region is not unique",
    );
  });

  test("all that do not hold are named together", () => {
    const links = [
      { from: "support.tickets.x", to: "shop.customers.id" },
      { from: "support.tickets.y", to: "shop.customers.id" },
    ];
    const tables = { support: [table("tickets", [column("id")])], shop: [customers] };
    expect(() => modelOf({ tables, config: { links } })).toThrow(/links\[0\].*\n.*links\[1\]/);
  });
});
