import { afterAll, beforeAll, expect, test } from "vitest";
import { type Shop, startShop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop?.dispose());

const contents = () => shop.database.query("select (select json_agg(o order by id) from orders o) as orders");

// A variable that is not given, anywhere in a filter, must never make it hit more rows.
const filters = [
  ["where: $where", "where uses $where, which was not given"],
  ["where: {id: {eq: $id}}", "where uses $id, which was not given"],
  ["where: {id: {gt: 0, eq: $id}}", "where uses $id, which was not given"],
  ["where: {id: $filter}", "where uses $filter, which was not given"],
  ["where: {and: [{id: {gt: 0}}, {note: {eq: $text}}]}", "where uses $text, which was not given"],
  ["where: {not: {id: {eq: $id}}}", "where uses $id, which was not given"],
  ["where: {customer: {name: {eq: $text}}}", "where uses $text, which was not given"],
  ["where: {customer: $customer}", "where uses $customer, which was not given"],
  ["where: {}", "where filters nothing"],
  ["where: {id: {}}", "where.id filters nothing"],
  ["where: {id: {gt: 0}, note: {}}", "where.note filters nothing"],
  ["where: {and: []}", "where.and filters nothing"],
  ["where: {or: [{id: {gt: 0}}, {}]}", "where.or[1] filters nothing"],
  ["where: {not: {}}", "where.not filters nothing"],
  ["where: {customer: {}}", "where.customer filters nothing"],
  ["where: {customer: {orders: {some: {}}}}", "where.customer.orders.some filters nothing"],
  ["where: {compare: []}", "where.compare filters nothing"],
  ["where: {compare: [{column: ID}]}", "where.compare[0] filters nothing"],
  ['where: {doc: {at: [{path: ["a"]}]}}', "where.doc.at[0] filters nothing"],
  ["where: {id: {notIn: []}}", "where.id.notIn is empty and filters nothing"],
  ["where: {not: {id: {in: []}}}", "where.not.id.in is empty and filters nothing"],
  ["where: {tags: {contains: []}}", "where.tags.contains is empty and filters nothing"],
  ["where: {doc: {hasAllKeys: []}}", "where.doc.hasAllKeys is empty and filters nothing"],
  ["where: {doc: {contains: {}}}", "where.doc.contains is empty and filters nothing"],
  ['where: {note: {contains: ""}}', "where.note.contains is empty and filters nothing"],
  ["where: {items: {none: {line: {in: []}}}}", "where.items.none.line.in is empty and filters nothing"],
] as const;
const definitions = "($where: OrderWhere, $id: BigInt, $filter: BigIntFilter, $text: String, $customer: CustomerWhere)";

test.each(filters)("%s is refused", async (filter, message) => {
  const before = await contents();
  for (const field of [`updateOrders(${filter}, patch: {note: "x"})`, `deleteOrders(${filter})`]) {
    const used = (definitions.match(/\$\w+: \w+/g) ?? []).filter((each) => filter.includes(each.split(":")[0] ?? ""));
    const head = used.length > 0 ? `(${used.join(", ")})` : "";
    const { body } = await shop.gateway.send(`mutation ${head} { ${field} { count } }`);
    expect(body.data).toBeNull();
    expect(body.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(body.errors?.[0]?.message).toContain(message);
  }
  expect(await contents()).toEqual(before);
});

test.each([
  ["no argument at all", "deleteOrders", {}],
  ["a filter in a variable that is empty", "deleteOrders(where: $where)", { where: {} }],
  ["a filter in a variable that is empty below", "deleteOrders(where: $where)", { where: { note: {} } }],
  ["all that is false", "deleteOrders(all: false)", {}],
])("%s is refused", async (_, field, variables) => {
  const head = field.includes("$where") ? "($where: OrderWhere)" : "";
  const { body } = await shop.gateway.send(`mutation ${head} { ${field} { count } }`, variables);
  expect(body.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
});

test("a list that is empty this time is seen although the last one was not", async () => {
  const mutation =
    'mutation ($ids: [BigInt!]!) { deleteOrders(where: {id: {notIn: $ids}, note: {eq: "none"}}) { count } }';
  expect(await shop.gateway.data(mutation, { ids: ["1"] })).toEqual({ deleteOrders: { count: 0 } });
  const { body } = await shop.gateway.send(mutation, { ids: [] });
  expect(body.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
});

test("what is empty and matches nothing is no mistake", async () => {
  const filters = ["{id: {in: []}}", "{tags: {overlaps: []}}", "{doc: {hasAnyKeys: []}}", '{note: {eq: ""}}'];
  for (const where of filters)
    expect(await shop.gateway.data(`mutation { deleteOrders(where: ${where}) { count } }`)).toEqual({
      deleteOrders: { count: 0 },
    });
});

test("all: true means it", async () => {
  expect(await shop.gateway.data('mutation { updateOrders(all: true, patch: {note: "x"}) { count } }')).toEqual({
    updateOrders: { count: 3 },
  });
  expect(await shop.gateway.data("mutation { deleteItems(where: {}, all: true) { count } }")).toEqual({
    deleteItems: { count: 3 },
  });
});

test("null stands for no value", async () => {
  const { body } = await shop.gateway.send("mutation { deleteOrders(where: {id: {eq: null}}) { count } }");
  expect(body.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  const { body: whole } = await shop.gateway.send("mutation { deleteOrders(where: null) { count } }");
  expect(whole.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
});
