import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type SecuredShop, startSecuredShop } from "./row-security-shop.ts";

let own: SecuredShop;
beforeEach(async () => {
  own = await startSecuredShop();
});
afterEach(() => own?.dispose());

const customer = (query: string, variables?: Record<string, unknown>) =>
  own.ask("customer", { customer_id: 1 }, query, variables);
const orders = async (condition: string) =>
  (await own.shop.query(`select id, customer_id, status, total::text from orders where ${condition} order by id`)).map(
    (row) => Object.values(row),
  );

describe("what policies let a customer do, is done", () => {
  test("rows are made, changed and deleted, one and several", async () => {
    const { body } = await customer(`mutation {
      createShopOrder(input: {customerId: 1, total: "5"}) { id status customer { name } }
      createShopOrders(inputs: [{customerId: 1}, {customerId: 1, status: "sent"}]) { id }
      updateShopOrder(id: 3, patch: {note: "n"}, increment: {total: "1"}) { total note }
      updateShopOrders(where: {status: {eq: "new"}}, patch: {total: "7"}) { count }
      deleteShopItems(where: {orderId: {eq: 6}}) { count }
      deleteShopOrder(id: 6) { id }
    }`);
    expect(body).toEqual({
      data: {
        createShopOrder: { id: 100, status: "new", customer: { name: "customer 1" } },
        createShopOrders: [{ id: 101 }, { id: 102 }],
        updateShopOrder: { total: "31", note: "n" },
        updateShopOrders: { count: 4 },
        deleteShopItems: { count: 2 },
        deleteShopOrder: { id: 6 },
      },
    });
    expect(await orders("total = 7")).toEqual([
      [12, 1, "new", "7"],
      [100, 1, "new", "7"],
      [101, 1, "new", "7"],
    ]);
  });

  test("rows are made, found, changed and deleted together with others", async () => {
    const created = await customer(`mutation {
      createShopOrder(input: {customer: {connect: {id: 1}}, items: {create: [{line: 1, product: "x"}, {line: 2, product: "y"}]}})
        { id items { product } customer { id } }
    }`);
    expect(created.body).toEqual({
      data: { createShopOrder: { id: 100, items: [{ product: "x" }, { product: "y" }], customer: { id: 1 } } },
    });
    const patched = await customer(`mutation {
      updateShopOrder(id: 100, patch: {items: {
        create: [{line: 3, product: "z"}]
        update: [{key: {orderIdAndLine: {orderId: 100, line: 1}}, patch: {quantity: 9}}]
        delete: [{orderIdAndLine: {orderId: 100, line: 2}}]
      }}) { items { line quantity } }
    }`);
    expect(patched.body).toEqual({
      data: {
        updateShopOrder: {
          items: [
            { line: 1, quantity: 9 },
            { line: 3, quantity: 1 },
          ],
        },
      },
    });
  });

  test("a row is made or changed, whichever it takes", async () => {
    const upsert = (product: string) =>
      own.ask(
        "admin",
        {},
        `mutation { upsertShopItem(input: {orderId: 1, line: 9, product: "${product}"}, onConflict: ORDER_ID_AND_LINE) { product } }`,
      );
    expect((await upsert("a")).body).toEqual({ data: { upsertShopItem: { product: "a" } } });
    expect((await upsert("b")).body).toEqual({ data: { upsertShopItem: { product: "b" } } });
  });
});

const refuses = (deed: string, type: string) =>
  `Row security of database "shop" refuses to ${deed} a row of ${type}: your role may not leave it there like that, or not see it then. Nothing was written.`;

describe("what they refuse, is refused in words that the role may see, and nothing is written", () => {
  test.each([
    ["a row for somebody else", `createShopOrder(input: {customerId: 2}) { id }`, refuses("insert", "ShopOrder")],
    [
      "one of several",
      `createShopOrders(inputs: [{customerId: 1}, {customerId: 2}]) { id }`,
      refuses("insert", "ShopOrder"),
    ],
    ["a status", `updateShopOrder(id: 3, patch: {status: "paid"}) { id }`, refuses("update", "ShopOrder")],
    [
      "a status of many",
      `updateShopOrders(all: true, patch: {status: "paid"}) { count }`,
      refuses("update", "ShopOrder"),
    ],
    [
      "an item of an order of somebody else",
      `createShopItem(input: {orderId: 1, line: 9, product: "x"}) { line }`,
      refuses("insert", "ShopItem"),
    ],
    [
      "a nested row, below one that is fine",
      `createShopItem(input: {line: 9, product: "x", order: {create: {customerId: 1, status: "paid"}}}) { line }`,
      refuses("insert", "ShopOrder"),
    ],
    [
      "another nested row",
      `updateShopOrder(id: 3, patch: {status: "paid", items: {create: [{line: 9, product: "x"}]}}) { id }`,
      refuses("update", "ShopOrder"),
    ],
  ])("%s", async (_, field, message) => {
    const before = await own.shop.query("select * from orders left join items on order_id = id order by id, line");
    const { body } = await customer(`mutation { first: createShopOrder(input: {customerId: 1}) { id } ${field} }`);
    expect(body.data).toBeNull();
    expect(body.errors).toMatchObject([{ message, extensions: { code: "FORBIDDEN", database: "shop" } }]);
    const after = await own.shop.query("select * from orders left join items on order_id = id order by id, line");
    expect(after).toEqual(before);
  });

  test("a row that is somebody else's is none: it is neither changed nor deleted, by key or by filter", async () => {
    const { body } = await customer(`mutation {
      updateShopOrder(id: 1, patch: {note: "mine"}) { id }
      deleteShopOrder(id: 1) { id }
      updateShopOrders(where: {id: {in: [1, 2]}}, patch: {note: "mine"}) { count }
      deleteShopOrders(where: {id: {in: [1, 2]}}) { count }
    }`);
    expect(body).toEqual({
      data: {
        updateShopOrder: null,
        deleteShopOrder: null,
        updateShopOrders: { count: 0 },
        deleteShopOrders: { count: 0 },
      },
    });
    expect(await own.shop.query("select 1 from orders where note is not null")).toEqual([]);
  });

  test("nor is it found to be connected, or changed with others", async () => {
    const connected = await customer(`mutation { createShopOrder(input: {customer: {connect: {id: 2}}}) { id } }`);
    expect(connected.body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    const changed = await customer(`mutation {
      updateShopOrder(id: 3, patch: {items: {delete: [{orderIdAndLine: {orderId: 1, line: 1}}]}}) { id }
    }`);
    expect(changed.body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(await own.shop.query("select 1 from items where order_id = 1")).toHaveLength(2);
  });

  test("an upsert over a row that is somebody else's", async () => {
    await own.shop.query(
      "grant insert, update on customers to app_customer; grant select on customers to app_customer",
    );
    await own.gateway.gateway.reload();
    const { body } = await customer(
      `mutation { upsertShopCustomer(input: {id: 2, name: "taken"}, onConflict: ID) { id } }`,
    );
    expect(body.errors).toMatchObject([{ message: refuses("insert or update", "ShopCustomer") }]);
    expect(await own.shop.query("select name from customers where id = 2")).toEqual([{ name: "customer 2" }]);
  });

  test("a trigger's row is said without its table", async () => {
    await own.shop.query(`
      grant insert, select on audits to app_customer;
      create function audit() returns trigger language plpgsql as
        $$ begin insert into audits values (new.id, 'x'); return new; end $$;
      create trigger audit before insert on orders for each row execute function audit();
    `);
    const { body } = await customer("mutation { createShopOrder(input: {customerId: 1}) { id } }");
    expect(body).toMatchObject({
      data: null,
      errors: [{ message: 'Database "shop" does not permit this.', extensions: { code: "FORBIDDEN" } }],
    });
  });
});

test("what a role may not do any more is FORBIDDEN until the catalog is read again, and then it is not there", async () => {
  await own.shop.query(
    "revoke select on orders from app_customer; revoke select (id, customer_id, status, total, note) on orders from app_customer",
  );
  const before = await customer("{ shopOrders { id } }");
  expect(before.body).toMatchObject({
    data: { shopOrders: null },
    errors: [{ message: 'Database "shop" does not permit this.', extensions: { code: "FORBIDDEN" } }],
  });
  await own.gateway.gateway.reload();
  const after = await customer("{ shopOrders { id } }");
  expect(after.body.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
});

test("one transaction over two databases: each as it should be, all or nothing", async () => {
  const admin = `mutation @transaction(scope: DATABASE) {
    updateShopOrder(id: 1, patch: {secret: "seen"}) { secret }
    updateBillingInvoice(id: 1, patch: {amount: "1"}) { amount order { secret } }
  }`;
  const { body } = await own.ask("admin", {}, admin);
  expect(body).toEqual({
    data: {
      updateShopOrder: { secret: "seen" },
      updateBillingInvoice: { amount: "1", order: { secret: "seen" } },
    },
  });
});
