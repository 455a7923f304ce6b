import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Shop, startShop } from "./shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop?.dispose());

const data = (mutation: string, variables?: Record<string, unknown>) =>
  shop.gateway.data(`mutation ${mutation}`, variables);

describe("create", () => {
  test("a row with what was given, and the defaults of what was left out", async () => {
    const fields = "id name mood credit";
    expect(await data(`{ createCustomer(input: {name: "Cleo", mood: IN_A_HURRY}) { ${fields} } }`)).toEqual({
      createCustomer: { id: 3, name: "Cleo", mood: "IN_A_HURRY", credit: "0.00" },
    });
  });

  test("null is not what is left out", async () => {
    const create =
      "($note: String) { createOrder(input: {note: $note, customerId: null}) { note label tags customer { id } } }";
    const order = { label: null, tags: ["new"], customer: null };
    expect(await data(create)).toEqual({ createOrder: { ...order, note: null } });
    expect(await data(create, { note: "x" })).toEqual({ createOrder: { ...order, note: "x", label: "X" } });
  });

  test("rows that give different columns, in the order of the inputs", async () => {
    const inputs = '[{note: "a"}, {}, {note: "b", tags: []}, {quantity: 7}, {note: "c"}, {}, {tags: [], note: "d"}]';
    const { createOrders } = await data(`{ createOrders(inputs: ${inputs}) { note tags quantity } }`);
    const [none, some] = [{ tags: [] }, { tags: ["new"] }];
    expect(createOrders).toEqual([
      { note: "a", quantity: 1, ...some },
      { note: null, quantity: 1, ...some },
      { note: "b", quantity: 1, ...none },
      { note: null, quantity: 7, ...some },
      { note: "c", quantity: 1, ...some },
      { note: null, quantity: 1, ...some },
      { note: "d", quantity: 1, ...none },
    ]);
  });

  test("many rows with one statement, in the order of the inputs", async () => {
    const inputs = Array.from({ length: 2_000 }, (_, line) => ({ orderId: "3", line, product: `p${line}` }));
    const mutation = "mutation ($inputs: [ItemInput!]!) { createItems(inputs: $inputs) { line product } }";
    expect(await shop.gateway.statements(mutation, { inputs })).toHaveLength(1);
    await shop.database.query("delete from items where order_id = 3");
    const { createItems } = await shop.gateway.data(mutation, { inputs });
    expect(createItems).toEqual(inputs.map(({ line, product }) => ({ line, product })));
  });

  test("no row", async () => {
    expect(await data("{ createOrders(inputs: []) { id } }")).toEqual({ createOrders: [] });
  });

  test("a row of a table without a key", async () => {
    const created = await data(
      '{ createPlain(input: {text: "x"}) { text number } createManyPlain: createPlains(inputs: [{}, {number: 1}]) { text number } }',
    );
    expect(created).toEqual({
      createPlain: { text: "x", number: null },
      createManyPlain: [
        { text: null, number: null },
        { text: null, number: 1 },
      ],
    });
  });

  test("with all that is related afterwards", async () => {
    const selection = "customer { name orders { note } }";
    expect(await data(`{ createOrder(input: {customerId: 2, note: "x"}) { ${selection} } }`)).toEqual({
      createOrder: { customer: { name: "Ben", orders: [{ note: null }, { note: "x" }] } },
    });
  });

  test("what a trigger made of it", async () => {
    expect(await data('{ createStamp(input: {id: 1, text: "x"}) { times } }')).toEqual({ createStamp: { times: 1 } });
  });
});

describe("update", () => {
  test("a row by its key, or null", async () => {
    const patch = '{note: "x", customerId: null}';
    const mutation = `{ a: updateOrder(id: 1, patch: ${patch}) { id note label customer { id } } b: updateOrder(id: 9, patch: ${patch}) { id } }`;
    expect(await data(mutation)).toEqual({ a: { id: "1", note: "x", label: "X", customer: null }, b: null });
  });

  test("what a column holds already", async () => {
    await shop.database.query(`update orders set doc = '{"a": 1, "b": {"c": 2}}', tags = '{a,b,a,c}' where id = 1`);
    const selection = "{ quantity tags doc }";
    expect(
      await data(
        `{ updateOrder(id: 1, increment: {quantity: -3}, append: {tags: ["z"]}, merge: {doc: {b: 5}}) ${selection} }`,
      ),
    ).toEqual({
      updateOrder: { quantity: -2, tags: ["a", "b", "a", "c", "z"], doc: { a: 1, b: 5 } },
    });
    expect(
      await data(`{ updateOrder(id: 1, remove: {tags: ["a", "y"], doc: ["a"]}, patch: {quantity: 0}) ${selection} }`),
    ).toEqual({
      updateOrder: { quantity: 0, tags: ["b", "c", "z"], doc: { b: 5 } },
    });
    expect(
      await data(`{ updateOrder(id: 2, prepend: {tags: ["y"]}, merge: {doc: {new: true}}) ${selection} }`),
    ).toEqual({
      updateOrder: { quantity: 1, tags: ["y", "new"], doc: { new: true } },
    });
  });

  test("the rows that fulfil a filter", async () => {
    const mutation =
      '{ updateOrders(where: {customer: {name: {eq: "Ada"}}}, patch: {note: "x"}) { count nodes { id note customer { name } } } }';
    const { updateOrders } = await data(mutation);
    const customer = { name: "Ada" };
    expect(updateOrders).toEqual({
      count: 2,
      nodes: [
        { id: "1", note: "x", customer },
        { id: "2", note: "x", customer },
      ],
    });
    expect(await data('{ updateOrders(where: {id: {gt: 5}}, patch: {note: "x"}) { count nodes { id } } }')).toEqual({
      updateOrders: { count: 0, nodes: [] },
    });
  });

  test.each([
    ["one statement", "updateOrders", 'where: {id: {lt: 4}}, patch: {note: "x"}', "id"],
    ["a second one", "updateOrders", 'where: {id: {lt: 4}}, patch: {note: "x"}', "id customer { id }"],
    ["one statement, deleted", "deleteItems", "where: {line: {lt: 9}}", "orderId line"],
  ])("in the order of their keys, by %s", async (_, field, args, columns) => {
    // A row that is written again stands behind all others.
    await shop.database.query(
      "update orders set note = 'w' where id = 1; update items set product = product where line = 1",
    );
    const answer = Object(await data(`{ ${field}(${args}) { nodes { ${columns} } } }`))[field];
    const keys = answer.nodes.map(({ id, orderId = id, line }: Record<string, number>) => [orderId, line]);
    expect(keys.length).toBeGreaterThan(2);
    expect(keys).toEqual([...keys].sort());
  });

  test("a key", async () => {
    const mutation = "{ updateItem(orderId: 1, line: 2, patch: {line: 5}) { line order { items { line } } } }";
    expect(await data(mutation)).toEqual({ updateItem: { line: 5, order: { items: [{ line: 1 }, { line: 5 }] } } });
  });

  test.each([
    ["updateOrder(id: 1)", "updateOrder changes nothing. Give patch at least one column."],
    ["updateOrder(id: 1, patch: {})", "updateOrder changes nothing. Give patch at least one column."],
    [
      "updateOrder(id: 1, increment: {quantity: null})",
      "increment.quantity is null. Leave it out, or make null of the column with patch: {quantity: null}.",
    ],
    [
      "updateOrder(id: 1, remove: {doc: null})",
      "remove.doc is null. Leave it out, or make null of the column with patch: {doc: null}.",
    ],
    [
      "updateOrder(id: 1, patch: {quantity: 1}, increment: {quantity: 1})",
      "increment.quantity and patch.quantity change one column. Give one of them.",
    ],
  ])("%s is refused", async (field, message) => {
    const { body } = await shop.gateway.send(`mutation { ${field} { id } }`);
    expect(body).toMatchObject({ data: null, errors: [{ message, extensions: { code: "BAD_USER_INPUT" } }] });
  });
});

describe("delete", () => {
  test("a row as it was, with what was related, or null", async () => {
    const mutation =
      "{ a: deleteOrder(id: 1) { id note items { product } customer { orders { id } } } b: deleteOrder(id: 1) { id } }";
    expect(await data(mutation)).toEqual({
      a: {
        id: "1",
        note: "first",
        items: [{ product: "lamp" }, { product: "vase" }],
        customer: { orders: [{ id: "1" }, { id: "2" }] },
      },
      b: null,
    });
    expect(await shop.database.query("select id from orders order by id")).toEqual([{ id: "2" }, { id: "3" }]);
  });

  test("the rows that fulfil a filter", async () => {
    const mutation = '{ deleteItems(where: {product: {eq: "lamp"}}) { count nodes { orderId } } }';
    expect(await data(mutation)).toEqual({ deleteItems: { count: 2, nodes: [{ orderId: "1" }, { orderId: "2" }] } });
  });
});

describe("upsert", () => {
  test("makes a row, or changes the one with the same key", async () => {
    const mutation =
      '{ upsertCustomer(input: {name: "Ada", credit: "5", mood: calm}, onConflict: NAME) { id credit mood } }';
    expect(await data(mutation)).toEqual({ upsertCustomer: { id: 1, credit: "5.00", mood: "calm" } });
    expect(await data(mutation.replace("Ada", "Zoe"))).toMatchObject({
      upsertCustomer: { credit: "5.00", mood: "calm" },
    });
  });

  test("changes only what it is told to", async () => {
    const input = '{orderId: 1, line: 1, product: "desk"}';
    const mutation = (update: string) =>
      `{ upsertItem(input: ${input}, onConflict: ORDER_ID_AND_LINE, update: ${update}) { product } }`;
    expect(await data(mutation("[]"))).toEqual({ upsertItem: { product: "lamp" } });
    expect(await data(mutation("[PRODUCT]"))).toEqual({ upsertItem: { product: "desk" } });
  });

  test.each([
    [
      'upsertOrder(input: {note: "x"}, onConflict: ID) { id }',
      "input.id is left out, and onConflict needs it. Give it a value.",
    ],
    [
      'upsertCustomer(input: {name: "x"}, onConflict: NAME, update: [MOOD]) { id }',
      "update names mood, which input does not give. Give it a value.",
    ],
  ])("%s is refused", async (field, message) => {
    const { body } = await shop.gateway.send(`mutation { ${field} }`);
    expect(body.errors).toMatchObject([{ message }]);
  });
});
