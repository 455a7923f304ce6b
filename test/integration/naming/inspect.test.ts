import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../../support/command.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";

const command = "src/cli/main.ts";

let shop: TestDatabase;
let billing: TestDatabase;
let folder: string;
beforeAll(async () => {
  shop = await createDatabase(`
    create table customers (id int primary key, email text unique);
    create table orders (id bigint primary key, customer_id int references customers, total numeric);
    create unique index orders_big on orders (total) where total > 100;
    create view "Big Orders" as select * from orders where total > 100;
    create table customer (id int);
  `);
  billing = await createDatabase("create table invoices (id int primary key, order_id bigint unique)");
  folder = await mkdtemp(join(tmpdir(), "sluice-inspect-"));
});
afterAll(async () => {
  await shop?.dispose();
  await billing?.dispose();
  await rm(folder, { recursive: true, force: true });
});

const databases = () => ["--database", `shop=${shop.url}`, "--database", `billing=${billing.url}`];

async function runInspect(...args: readonly string[]) {
  const running = runCommand(command, ["inspect", ...args], { cwd: folder });
  const code = await running.ended;
  const output = running.output();
  expect(output).not.toContain(new URL(shop.url).password);
  return { code, output };
}

test("prints what is exposed, what is not, and why; and ends", async () => {
  const { code, output } = await runInspect(...databases());
  expect(code).toBe(0);
  expect(output).toContain(`  public.orders -> ShopOrder
    root        shopOrders, shopOrder(id)
    holds       3 columns, key id
`);
  expect(output).toContain(`  public.Big Orders -> ShopBigOrder
    root        shopBigOrders
    holds       3 columns, no key
`);
  expect(output.replace(/\s+/g, " ")).toContain(
    "Not exposed: - public.customers wants the type name ShopCustomer, which shop.public.customer has.",
  );
  expect(output.replace(/\s+/g, " ")).toContain(
    "- public.orders (key orders_big) does not count: it holds only for rows that fulfil its condition",
  );
  const sessions =
    "select count(*)::int as count from pg_stat_activity where application_name like 'sluice/%' and datname = current_database()";
  await expect.poll(() => shop.query(sessions)).toEqual([{ count: 0 }]);
});

test("a configured gateway's clash is an error, after the rest; links and relations are shown once it is resolved", async () => {
  const config = (tables: object) => `export default {
    databases: { shop: { url: ${JSON.stringify(shop.url)}, tables: ${JSON.stringify(tables)} }, billing: { url: ${JSON.stringify(billing.url)} } },
    links: [{ from: "billing.invoices.order_id", to: "shop.orders.id" }],
  }`;
  await writeFile(join(folder, "sluice.config.mjs"), config({}));
  const clash = await runInspect();
  expect(clash.code).toBe(1);
  expect(clash.output).toContain("public.orders -> ShopOrder");
  expect(clash.output).toContain("Names clash, and a configured gateway does not start with that:");

  await writeFile(join(folder, "sluice.config.mjs"), config({ customer: { name: "Lead" } }));
  const { code, output } = await runInspect();
  await rm(join(folder, "sluice.config.mjs"));
  expect(code).toBe(0);
  expect(output).toContain(`  public.orders -> ShopOrder
    root        shopOrders, shopOrder(id)
    holds       3 columns, key id
    relations   customer -> ShopCustomer
    links       invoice -> BillingInvoice
`);
  expect(output).toContain("    relations   orders -> [ShopOrder]\n");
  expect(output).toContain("    root        shopCustomers, shopCustomer(id), shopCustomerByEmail(email)\n");
});

test("--json is for programs", async () => {
  const { code, output } = await runInspect(...databases(), "--json");
  expect(code).toBe(0);
  const report: unknown = JSON.parse(output);
  expect(report).toMatchObject({
    databases: [
      { name: "shop", target: expect.stringMatching(/^127\.0\.0\.1:\d+\/test_/) },
      { name: "billing", tables: [{ type: "BillingInvoice", list: "billingInvoices", key: ["id"] }], omissions: [] },
    ],
    clashes: [expect.stringContaining("shop.public.customers is left out")],
  });
});

test("databases that cannot be reached are all named", async () => {
  const down = (name: string) => ["--database", `${name}=postgres://user:canary@127.0.0.1:1/${name}`];
  const { code, output } = await runInspect(...down("one"), ...down("two"), ...databases());
  expect(code).toBe(1);
  expect(output).toMatch(/databases\.one: .*127\.0\.0\.1:1\/one/);
  expect(output).toMatch(/databases\.two: .*127\.0\.0\.1:1\/two/);
  expect(output).not.toMatch(/canary|ShopOrder|\n {4}at /);
});
