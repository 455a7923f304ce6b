import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { demoDatabases, demoFolder } from "../../examples/demo/databases.ts";
import { fillDemo } from "../../examples/demo/fill.ts";
import { copyDemo, databaseUrl, queryDatabase } from "../support/databases.ts";

test("the demo has as many rows as its documents say", async () => {
  const [shop] = await queryDatabase(
    "shop",
    `select (select count(*) from customers)::int as customers, (select count(*) from products)::int as products,
      (select count(*) from orders)::int as orders, (select count(*) from order_items)::int as items,
      (select count(*) from reviews)::int as reviews`,
  );
  expect(shop).toEqual({ customers: 10_000, products: 1_000, orders: 100_000, items: 300_000, reviews: 5_000 });

  const [billing] = await queryDatabase(
    "billing",
    `select (select count(*) from accounts)::int as accounts, (select count(*) from invoices)::int as invoices,
      (select count(*) from payments)::int as payments`,
  );
  expect(billing).toMatchObject({ accounts: 10_000, invoices: 100_000 });
  expect(billing?.payments).toBeGreaterThan(75_000);

  const [support] = await queryDatabase(
    "support",
    `select (select count(*) from tickets)::int as tickets, (select count(*) from messages)::int as messages`,
  );
  expect(support?.tickets).toBe(20_000);
  expect(support?.messages).toBeGreaterThan(55_000);
});

test("an order's total is the sum of its items and the amount of its invoice", async () => {
  const orders = await queryDatabase(
    "shop",
    `select o.id, o.customer_id, o.total, sum(i.quantity * i.unit_price) as items
     from orders o join order_items i on i.order_id = o.id group by o.id order by o.id`,
  );
  const invoices = await queryDatabase(
    "billing",
    `select i.order_id as id, a.customer_id, i.amount
     from invoices i join accounts a on a.id = i.account_id order by i.order_id`,
  );
  expect(orders.filter((order) => order.total !== order.items)).toEqual([]);
  expect(invoices).toEqual(orders.map(({ id, customer_id, total }) => ({ id, customer_id, amount: total })));
});

test("a paid invoice has been paid in full", async () => {
  const wrong = await queryDatabase(
    "billing",
    `select i.id from invoices i left join payments p on p.invoice_id = i.id
     group by i.id having coalesce(sum(p.amount), 0) <> case when i.status = 'PAID' then i.amount else 0 end`,
  );
  expect(wrong).toEqual([]);
});

test("a ticket is about an order of its customer, but for twenty whose customer or order is gone", async () => {
  const tickets = await queryDatabase("support", "select id, customer_id, order_id from tickets order by id");
  const orders = await queryDatabase("shop", "select id, customer_id from orders");
  const customerOf = new Map(orders.map((order) => [order.id, order.customer_id]));
  const gone = tickets.filter(
    ({ customer_id, order_id }) => Number(customer_id) > 10_000 || (order_id !== null && !customerOf.has(order_id)),
  );
  expect(gone).toHaveLength(20);

  const mismatched = tickets.filter(
    (ticket) =>
      ticket.order_id !== null && !gone.includes(ticket) && customerOf.get(ticket.order_id) !== ticket.customer_id,
  );
  expect(mismatched).toEqual([]);
  expect(tickets.filter(({ order_id }) => order_id !== null).length).toBeGreaterThan(15_000);
});

test("orders and tickets can be told apart by their times", async () => {
  const [shop] = await queryDatabase("shop", "select count(distinct placed_at)::int as n from orders");
  const [support] = await queryDatabase("support", "select count(distinct opened_at)::int as n from tickets");
  expect([shop?.n, support?.n]).toEqual([100_000, 20_000]);
});

test("filling again does nothing", async () => {
  const before = await databaseIds();
  const steps: string[] = [];
  await fillDemo({ url: databaseUrl }, { onProgress: ({ file }) => steps.push(file) });
  expect(steps).toEqual([]);
  expect(await databaseIds()).toEqual(before);
});

test("the three databases are made with the same arithmetic", async () => {
  const [shop, ...others] = await Promise.all(
    demoDatabases.map((name) => readFile(`${demoFolder}${name}/010-arithmetic.sql`, "utf8")),
  );
  for (const other of others) expect(other).toBe(shop);
});

test("a copy is a database of its own", async () => {
  const copy = await copyDemo("shop");
  try {
    const [shipped] = await copy.query("select (ship_order(id)).status from orders where status = 'PAID' limit 1");
    expect(shipped).toEqual({ status: "SHIPPED" });
    await copy.query("truncate reviews; delete from order_items");
    expect(await copy.query("select count(*)::int as items from order_items where order_id > $1", [0])).toEqual([
      { items: 0 },
    ]);
    await expect(copy.query("select ship_order(1)")).rejects.toThrow("Only an order that is paid");
  } finally {
    await copy.dispose();
  }
  const left = await queryDatabase("postgres", "select 1 from pg_database where datname = $1", [copy.name]);
  expect(left).toEqual([]);
});

function databaseIds() {
  return queryDatabase(
    "postgres",
    "select oid, datname from pg_database where datname in ('shop', 'billing', 'support')",
  );
}
