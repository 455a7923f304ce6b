import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { identityOf } from "../../src/execute/identity.ts";
import { type Claims, parseExact } from "../../src/lib/index.ts";
import { type SecuredShop, startSecuredShop } from "./row-security-shop.ts";

let own: SecuredShop;
beforeAll(async () => {
  own = await startSecuredShop();
});
afterAll(() => own?.dispose());

/** What the role sees through the gateway, and by plain SQL. */
async function both(role: string, claims: Readonly<Record<string, unknown>>, query: string, sql: string) {
  const { body } = await own.ask(role, claims, query);
  expect(body.errors).toBeUndefined();
  const [row] = await own.shop.as(`app_${role}`, claims, `select (${sql}) as answer`);
  return [body.data, row?.answer] as const;
}

const lists = (name: string, rows: string) =>
  `select json_build_object('${name}', coalesce(json_agg(r), '[]')) from (${rows}) r`;

const asked: readonly (readonly [string, string, string])[] = [
  [
    "a list",
    "{ shopOrders { id status total } }",
    lists("shopOrders", "select id, status, total::text from orders order by id"),
  ],
  [
    "a list with a filter over a relation, and its order",
    "{ shopOrders(where: {items: {some: {quantity: {eq: 2}}}}, orderBy: [{total: DESC}], limit: 2) { id } }",
    lists(
      "shopOrders",
      "select id from orders o where exists (select from items i where i.order_id = o.id and quantity = 2) order by total desc limit 2",
    ),
  ],
  [
    "rows by how many others there are",
    "{ shopCustomers(where: {orders: {count: {gt: 3}}}) { id } none: shopCustomers(where: {orders: {none: {}}}) { id } }",
    `select json_build_object(
      'shopCustomers', (select coalesce(json_agg(json_build_object('id', id)), '[]') from customers c where (select count(*) from orders o where o.customer_id = c.id) > 3),
      'none', (select coalesce(json_agg(json_build_object('id', id)), '[]') from customers c where not exists (select from orders o where o.customer_id = c.id)))`,
  ],
  [
    "rows by their keys",
    "{ one: shopOrder(id: 1) { id } two: shopOrder(id: 2) { id } three: shopOrder(id: 3) { id } }",
    `select json_build_object('one', (select json_build_object('id', id) from orders where id = 1),
      'two', (select json_build_object('id', id) from orders where id = 2), 'three', (select json_build_object('id', id) from orders where id = 3))`,
  ],
  [
    "relations, there and back",
    "{ shopCustomers { id orders(orderBy: [{id: ASC}]) { id items { product } customer { name } } } }",
    `select json_build_object('shopCustomers', coalesce(json_agg(json_build_object('id', c.id, 'orders', (
      select coalesce(json_agg(json_build_object('id', o.id, 'items', (
        select coalesce(json_agg(json_build_object('product', product) order by line), '[]') from items i where i.order_id = o.id
      ), 'customer', (select json_build_object('name', name) from customers x where x.id = o.customer_id)) order by id), '[]')
      from orders o where o.customer_id = c.id)) order by c.id), '[]')) from customers c`,
  ],
  [
    "pages, and how many there are",
    "{ shopOrdersConnection(first: 2) { totalCount nodes { id } } }",
    `select json_build_object('shopOrdersConnection', json_build_object('totalCount', (select count(*) from orders),
      'nodes', (select coalesce(json_agg(o), '[]') from (select id from orders order by id limit 2) o)))`,
  ],
  [
    "a table without row security",
    "{ shopProducts { sku } }",
    lists("shopProducts", "select sku from products order by sku"),
  ],
];

/** Whose claims are what they should be, and others. */
const claims: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ["a text", { customer_id: "1" }],
  ["a number", { customer_id: 2 }],
  ["of nobody", { customer_id: 99 }],
  ["missing", {}],
  ["null", { customer_id: null }],
];

describe.each(claims)("a customer whose claim is %s", (_, claim) => {
  test.each(asked)("sees what plain SQL shows: %s", async (_, query, sql) => {
    const [answer, plain] = await both("customer", claim, query, sql);
    expect(answer).toEqual(plain);
  });
});

test.each(asked)("admin sees what its role of the database does: %s", async (_, query, sql) => {
  const [answer, plain] = await both("admin", {}, query, sql);
  expect(answer).toEqual(plain);
});

test("what is compared is not always the same, and not always nothing", async () => {
  const count = async (role: string, claim: object) =>
    (await own.ask(role, { ...claim }, "{ shopOrdersConnection { totalCount } }")).body.data;
  expect(await count("admin", {})).toEqual({ shopOrdersConnection: { totalCount: 12 } });
  expect(await count("customer", { customer_id: 1 })).toEqual({ shopOrdersConnection: { totalCount: 4 } });
  expect(await count("customer", {})).toEqual({ shopOrdersConnection: { totalCount: 0 } });
});

describe("a claim that is no value", () => {
  test.each([
    ["a list", [1]],
    ["an object", { id: 1 }],
    ["a text", "1 or true"],
    ["a number that int4 has not", 4294967297],
  ])("%s shows nothing", async (_, value) => {
    const { body } = await own.ask("customer", { customer_id: value }, "{ shopOrders { id } }");
    expect(body).toMatchObject({ data: { shopOrders: null }, errors: [{ extensions: { code: "INVALID_VALUE" } }] });
  });

  test("is as exact as it was written", () => {
    const claims = parseClaims('{"role": "customer", "n": 9007199254740993, "d": 1.50}');
    const principal = {
      role: "customer",
      claims,
      method: "token",
      expiresAt: undefined,
      rights: new Set<never>(),
    } as const;
    expect(identityOf(principal, "app").claims).toBe('{"role":"app","n":9007199254740993,"d":1.50}');
  });
});

function parseClaims(text: string): Claims {
  const claims = parseExact(text);
  if (typeof claims !== "object" || claims === null) throw new Error("No claims.");
  return { ...claims };
}

describe("links", () => {
  const names = (id: number) => ({ customer_id: id });

  test("lead into the database, and show what the role sees there", async () => {
    // Rows of billing whose orders are another customer's: the link leads to nothing.
    await own.billing.query("update invoices set customer_id = 1 where id = 2");
    const { body } = await own.ask("customer", names(1), "{ billingInvoices { id order { id } } }");
    await own.billing.query("update invoices set customer_id = 1 + id % 3 where id = 2");
    expect(body).toEqual({
      data: {
        billingInvoices: [{ id: 2, order: null }, ...[3, 6, 9, 12].map((id) => ({ id, order: { id } }))],
      },
    });
  });

  test("lead out of it, by the keys of what the role sees", async () => {
    const { body } = await own.ask("customer", names(2), "{ shopOrders { id invoice { id amount } } }");
    const orders = [1, 4, 7, 10].map((id) => ({ id, invoice: { id, amount: `${id * 10}` } }));
    expect(body).toEqual({ data: { shopOrders: orders } });
  });
});

describe("the schema of a role", () => {
  const fieldsOf = async (role: string, type: string) => {
    const { body } = await own.ask(role, {}, `{ __type(name: "${type}") { fields { name } inputFields { name } } }`);
    const found = body.data?.__type;
    if (typeof found !== "object" || found === null) return null;
    const { fields, inputFields } = { fields: null, inputFields: null, ...found };
    const list: unknown = fields ?? inputFields;
    return Array.isArray(list) ? list.map(({ name }) => String(name)) : null;
  };

  test.each([
    [
      "customer",
      "ShopOrder",
      ["id", "customerId", "status", "total", "note", "customer", "items", "itemsConnection", "invoice"],
    ],
    ["customer", "ShopCustomer", ["id", "name", "orders", "ordersConnection"]],
    ["customer", "ShopOrderInput", ["id", "customerId", "status", "total", "customer", "items"]],
    ["customer", "ShopOrderPatch", ["status", "total", "note", "items"]],
    ["customer", "ShopAudit", null],
    ["admin", "ShopAudit", ["id", "text"]],
    ["packer", "ShopItem", ["product"]],
    ["packer", "ShopOrder", null],
    ["packer", "BillingInvoice", null],
  ])("of %s has of %s: %j", async (role, type, expected) => {
    const fields = await fieldsOf(role, type);
    expect(fields && [...fields].sort()).toEqual(expected && [...expected].sort());
  });

  test("of one that sees no key reads its rows all the same", async () => {
    const { body } = await own.ask("packer", {}, '{ shopItems(where: {product: {eq: "p1"}}, limit: 2) { product } }');
    expect(body).toEqual({ data: { shopItems: [{ product: "p1" }, { product: "p1" }] } });
  });

  test("is not there for one that the database does not know", async () => {
    const { body, status } = await own.gateway.send("{ __typename }");
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([403, "FORBIDDEN"]);
  });

  test("has no word for what the role may not see", async () => {
    const { body } = await own.ask("customer", { customer_id: 1 }, "{ shopOrders { secre } shopAudit { id } }");
    expect(JSON.stringify(body)).not.toMatch(/secret|shopAudits/);
  });
});

test("a snapshot of the whole operation is taken as the role", async () => {
  const query = "query @transaction { shopOrders { id } shopCustomers { id } shopProducts { sku } }";
  const { body } = await own.ask("customer", { customer_id: 1 }, query);
  expect(body).toEqual({
    data: {
      shopOrders: [3, 6, 9, 12].map((id) => ({ id })),
      shopCustomers: [{ id: 1 }],
      shopProducts: [{ sku: "a" }, { sku: "b" }],
    },
  });
});

test("many askers over one connection each see their own", async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      const id = (index % 3) + 1;
      const { body } = await own.ask("customer", { customer_id: id }, "{ shopCustomers { id } }");
      return [id, body.data];
    }),
  );
  expect(answers).toEqual(answers.map(([id]) => [id, { shopCustomers: [{ id }] }]));
});

test("a role that a token names is one of the configuration's, or none", async () => {
  for (const role of ["app_admin", own.shop.role("app_admin"), "postgres", "none", '"x"; reset role']) {
    const { status, body } = await own.ask(role, {}, "{ shopOrders { id } }");
    expect([role, status, body.errors?.[0]?.extensions.code]).toEqual([role, 403, "FORBIDDEN"]);
  }
});
