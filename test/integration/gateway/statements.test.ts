import { print } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startDemoGateway, type TestGateway } from "../../support/gateway.ts";
import { MainDocument } from "../../support/generated/operations.ts";

let demo: TestGateway;
beforeAll(async () => {
  demo = await startDemoGateway();
});
afterAll(() => demo?.dispose());

const count = async (query: string, variables?: Record<string, unknown>) =>
  (await demo.statements(query, variables)).map((statement) => statement.database).sort();

describe("one statement per root field and per link field, whatever the number of rows", () => {
  test.each([1, 5, 1000])("the main query with %i rows", async (limit) => {
    const databases = await count(print(MainDocument), { limit });
    expect(databases).toEqual(["billing", "billing", "shop", "shop", "support"]);
  });

  test("a thousand rows of one database, nested four deep", async () => {
    const query = `{ shopOrders(limit: 1000) { items { product { category { name parent { name } } } } customer { name } } }`;
    expect(await count(query)).toEqual(["shop"]);
  });

  test("several root fields, several links at one place", async () => {
    const query = `{
      a: shopCustomers(limit: 50) { account { balance } tickets(limit: 3) { subject } }
      b: shopCustomers(limit: 50, offset: 50) { account { balance } }
      billingInvoices(limit: 100) { order { id customer { tickets(limit: 1) { id } } } }
    }`;
    const roots = ["shop", "shop", "billing"];
    const links = ["billing", "support", "billing", "shop", "support"];
    expect(await count(query)).toEqual([...roots, ...links].sort());
  });

  test("the same link with different arguments is a statement each", async () => {
    const query = `{ shopCustomers(limit: 10) { x: tickets(limit: 1) { id } y: tickets(limit: 2) { id } } }`;
    expect(await count(query)).toEqual(["shop", "support", "support"]);
  });

  test("a link of a list within a list, reached from many parents", async () => {
    const query = `{ shopCustomers(limit: 100) { orders(limit: 5) { invoice { amount payments(limit: 5) { amount } } } } }`;
    expect(await count(query)).toEqual(["billing", "shop"]);
  });

  test("links from nothing send nothing", async () => {
    expect(await count(`{ shopCustomers(where: {or: []}) { account { balance } } }`)).toEqual(["shop"]);
    expect(await count(`{ supportTickets(where: {orderId: {isNull: true}}, limit: 5) { order { id } } }`)).toEqual([
      "support",
    ]);
  });

  test("a list behind a link without a key is empty, not null", async () => {
    const [first] = await demo.statements("{ shopOrders(limit: 1) { id } }");
    expect(first?.database).toBe("shop");
    expect(await demo.data("{ shopOrders(limit: 1) { tickets(where: {or: []}) { id } } }")).toEqual({
      shopOrders: [{ tickets: [] }],
    });
  });

  test("rows that share a key share one entry of the statement", async () => {
    const [, link] = await demo.statements(
      `{ shopOrders(where: {customerId: {eq: 7}}) { customer { account { id } } } }`,
    );
    expect(link).toMatchObject({ database: "billing", rows: 1 });
  });
});

describe("arguments of links and relations are per parent", () => {
  test("order and limit hold within each parent, as the tests' own SQL says", async () => {
    const { shopCustomers } = await demo.data(`{
      shopCustomers(where: {id: {lte: 40}}) { id tickets(orderBy: [{openedAt: DESC}], limit: 2) { id customerId } }
    }`);
    const { supportTickets } = await demo.data(`{
      supportTickets(where: {customerId: {lte: 40}}, orderBy: [{openedAt: DESC}]) { id customerId }
    }`);
    if (!Array.isArray(shopCustomers) || !Array.isArray(supportTickets)) throw new Error("no lists");
    expect(supportTickets.length).toBeGreaterThan(40);
    for (const customer of shopCustomers) {
      const expected = supportTickets.filter((ticket) => ticket.customerId === customer.id).slice(0, 2);
      expect(customer.tickets).toEqual(expected);
    }
  });
});

describe("the trace", () => {
  test("is there only where it is asked for", async () => {
    const { body } = await demo.send("{ shopOrder(id: 1) { id } }");
    expect(body).toEqual({ data: { shopOrder: { id: "1" } } });
  });

  test("says database, milliseconds, rows and SQL", async () => {
    const [statement] = await demo.statements("{ shopOrders(limit: 3) { id } }");
    expect(statement).toEqual({
      database: "shop",
      ms: expect.any(Number),
      rows: 3,
      sql: expect.stringContaining('from "public"."orders"'),
    });
  });

  test("is refused in production", async () => {
    const production = await startDemoGateway({}, { development: false });
    try {
      const { body } = await production.send("{ shopOrder(id: 1) { id } }", {}, { "x-sluice-trace": "1" });
      expect(body).toEqual({ data: { shopOrder: { id: "1" } } });
    } finally {
      await production.dispose();
    }
  });

  test("and on a gateway that anyone may reach, unless it is asked for by name", async () => {
    const ask = async (development: boolean | undefined) => {
      const insecure = await startDemoGateway({}, { insecure: true, development });
      try {
        const { body } = await insecure.send("{ shopOrder(id: 1) { id } }", {}, { "x-sluice-trace": "1" });
        const page = await fetch(insecure.url, { headers: { accept: "text/html" } });
        return { trace: body.extensions !== undefined, page: (await page.text()).includes("YogaGraphiQL") };
      } finally {
        await insecure.dispose();
      }
    };
    expect(await ask(undefined)).toEqual({ trace: false, page: false });
    expect(await ask(true)).toEqual({ trace: true, page: true });
  });
});
