import { expect, test } from "vitest";
import { type InspectOptions, inspect } from "../../../src/cli/inspect.ts";
import type { DatabaseConfig } from "../../../src/config/index.ts";
import type { Inspection } from "../../../src/gateway/index.ts";
import { StartError } from "../../../src/lib/index.ts";
import { column, modelOf, reference, table } from "../model/support.ts";
import { makeOutput } from "./output.ts";

const customers = table("customers", [column("id"), column("secret")], {
  keys: [{ name: "customers_pkey", primary: true, columns: ["id"] }],
});
const orders = table("orders", [column("number"), column("line"), column("customer_id")], {
  keys: [{ name: "orders_pkey", primary: true, columns: ["number", "line"] }],
  foreignKeys: [reference("orders", "customer_id", "customers")],
});
const invoices = table("invoices", [column("id"), column("customer_id")], { keys: [] });
const omissions = Array.from({ length: 7 }, (_, index) => ({
  place: `public.events_${index}`,
  reason: "is a partition of public.events",
}));

function inspection(shop: DatabaseConfig = {}): Inspection {
  const model = modelOf({
    tables: { shop: [customers, orders, table("bad\u001b[2J", [column("id")])], billing: [invoices] },
    databases: { shop },
    omissions,
    config: { links: [{ from: "billing.invoices.customer_id", to: "shop.customers.id" }] },
    strict: false,
  });
  return { model, targets: new Map([["shop", "h:5432/shop"]]) };
}

async function runInspect(options: Partial<InspectOptions> = {}) {
  const [stdout, stderr] = [makeOutput(), makeOutput()];
  const code = await inspect({
    flags: { databases: ["shop=postgres://h/shop"] },
    json: false,
    inspectDatabases: async () => inspection(),
    env: {},
    cwd: import.meta.dirname,
    stdout,
    stderr,
    interrupted: new AbortController().signal,
    ...options,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

test("says what is exposed, what is not, and why", async () => {
  const { code, stdout, stderr } = await runInspect();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^shop {2}h:5432\/shop\n\n/);
  expect(stdout).toContain(`
  public.customers -> ShopCustomer
    root        shopCustomers, shopCustomer(id)
    holds       2 columns, key id
    relations   orders -> [ShopOrder]
    links       invoices -> [BillingInvoice]

  public.orders -> ShopOrder
    root        shopOrders, shopOrder(number, line)
    holds       3 columns, key number + line
    relations   customer -> ShopCustomer
`);
  expect(stdout).toContain(
    "  public.invoices -> BillingInvoice\n    root        billingInvoices\n    holds       2 columns, no key\n",
  );
  expect(stdout).toContain(`
  Not exposed:
    - public.events_0, public.events_1, public.events_2, public.events_3,
      public.events_4 and 2 more: each is a partition of public.events
`);
  expect(stdout).not.toContain("\u001b");
});

test("says the same to programs", async () => {
  const { code, stdout } = await runInspect({ json: true });
  expect(code).toBe(0);
  const report: unknown = JSON.parse(stdout);
  expect(report).toMatchObject({
    databases: [{ name: "shop", target: "h:5432/shop" }, { name: "billing" }],
    clashes: [],
  });
  expect(report).toHaveProperty(["databases", 0, "tables", 1], {
    schema: "public",
    name: "orders",
    type: "ShopOrder",
    list: "shopOrders",
    lookups: [{ field: "shopOrder", arguments: ["number", "line"] }],
    key: ["number", "line"],
    columns: [
      { name: "number", field: "number" },
      { name: "line", field: "line" },
      { name: "customer_id", field: "customerId" },
    ],
    relations: [{ field: "customer", type: "ShopCustomer", many: false }],
    links: [],
  });
  expect(report).toHaveProperty(["databases", 0, "omissions", 0], {
    place: "shop.public.events_0",
    reason: "is a partition of public.events",
  });
});

test("a clash is told after the rest, and stops only a configured gateway", async () => {
  const clashing = async () => inspection({ tables: { orders: { name: "Customer" } } });
  const byUrl = await runInspect({ inspectDatabases: clashing });
  expect(byUrl).toMatchObject({ code: 0, stderr: "" });
  expect(byUrl.stdout).toContain("- public.orders wants the type name ShopCustomer, which\n");

  const whenNoDatabase = async () => ({ config: { databases: { shop: "postgres://h/shop" } }, stop: async () => {} });
  const configured = await runInspect({ inspectDatabases: clashing, flags: {}, whenNoDatabase });
  expect(configured.code).toBe(1);
  expect(configured.stdout).toBe(byUrl.stdout);
  expect(configured.stderr).toMatch(
    /^Names clash, and a configured gateway does not start with that:\n {2}shop\.public\.orders is left out: it wants/,
  );
});

test("what cannot be reached is told, and the demo stops", async () => {
  const notes: string[] = [];
  const { code, stdout, stderr } = await runInspect({
    flags: {},
    whenNoDatabase: async () => ({
      config: { databases: { shop: "postgres://h/shop" } },
      stop: async () => void notes.push("stop demo"),
    }),
    inspectDatabases: () =>
      Promise.reject(
        new StartError("Databases that cannot be served:", [{ path: "a", message: "postgres://me:canary@h" }]),
      ),
  });
  expect({ code, stdout, notes }).toEqual({ code: 1, stdout: "", notes: ["stop demo"] });
  expect(stderr).toBe("Databases that cannot be served:\n  a: postgres://***@h\n");
});
