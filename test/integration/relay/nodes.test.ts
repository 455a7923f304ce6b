import { isInterfaceType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startDemoGateway, startGateway, type TestGateway } from "../../support/gateway.ts";
import { encodeId } from "./ids.ts";

let demo: TestGateway;
beforeAll(async () => {
  demo = await startDemoGateway({ relay: true, limits: { maxLimit: 100 } });
});
afterAll(() => demo?.dispose());

const order = (id: number) => encodeId("ShopOrder", String(id));
const customer = (id: number) => encodeId("ShopCustomer", String(id));
const ticket = (id: number) => encodeId("SupportTicket", String(id));

const nodes = (selection: string, ids: readonly string[]) =>
  demo.data(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${selection} } }`, { ids });
const databases = async (query: string, variables?: Record<string, unknown>) =>
  (await demo.statements(query, variables)).map(({ database }) => database).sort();

test("the schema has what clients of Relay look for", () => {
  const { schema } = demo.gateway;
  const fields = schema.getQueryType()?.getFields() ?? {};
  const signatures = ["node", "nodes"].map((name) => [
    fields[name]?.args.map((argument) => `${argument.name}: ${argument.type}`).join(),
    String(fields[name]?.type),
  ]);
  expect(signatures).toEqual([
    ["id: ID!", "Node"],
    ["ids: [ID!]!", "[Node]!"],
  ]);
  const node = schema.getType("Node");
  if (!isInterfaceType(node)) throw new Error("Node is no interface.");
  expect(Object.values(node.getFields()).map(({ name, type }) => `${name}: ${type}`)).toEqual(["id: ID!"]);
  const tables = demo.gateway.model.databases.flatMap((database) => database.tables);
  const types = tables.filter(({ key }) => key).map(({ typeName }) => typeName);
  expect(
    schema
      .getPossibleTypes(node)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(types.sort());
});

describe("nodes", () => {
  test("come in the order of the ids, with gaps and as often as asked for", async () => {
    const ids = [
      order(7),
      customer(3),
      order(999_999_999),
      order(5),
      customer(3),
      encodeId("ShopPlanet", "1"),
      order(7),
    ];
    const missing = [2, 5];
    expect(await nodes("id", ids)).toEqual({
      nodes: ids.map((id, index) => (missing.includes(index) ? null : { id })),
    });
  });

  test("of no ids are none", async () => {
    expect(await nodes("id", [])).toEqual({ nodes: [] });
  });

  test("are one statement for each table, and one for each link of each", async () => {
    const ids = Array.from({ length: 100 }, (_, index) => (index % 2 ? order(index) : customer(index + 1)));
    const query = `query ($ids: [ID!]!) {
      nodes(ids: $ids) {
        id
        ... on ShopOrder { at: invoice { amount } customer { account { balance } } }
        ... on ShopCustomer { at: account { balance } }
      }
    }`;
    expect(await databases(query, { ids })).toEqual(["billing", "billing", "billing", "shop", "shop"]);
    expect(await databases(query, { ids: ids.filter((_, index) => index % 2) })).toEqual([
      "billing",
      "billing",
      "shop",
    ]);
  });

  test("are at most as many as a list may have rows", async () => {
    const ids = Array.from({ length: 101 }, (_, index) => order(index));
    expect((await nodes("id", ids.slice(1))).nodes).toHaveLength(100);
    const { body } = await demo.send("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(body.errors?.map(({ message, extensions }) => ({ message, ...extensions }))).toEqual([
      {
        message: "ids has 101 ids; a list has at most 100 rows. Ask for fewer at once.",
        code: "LIMIT_EXCEEDED",
        limit: "maxLimit",
      },
    ]);
  });

  test("are there beside one that is no id", async () => {
    const { body } = await demo.send("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids: [order(5), "garbage", customer(3)],
    });
    expect(body.data).toEqual({ nodes: [{ id: order(5) }, null, { id: customer(3) }] });
    expect(body.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [["nodes", 1], "BAD_USER_INPUT"],
    ]);
  });
});

describe("fragments", () => {
  test.each<[what: string, selection: string, row: object]>([
    ["on the row's type", "... on ShopCustomer { rowId }", { rowId: 3 }],
    ["on another type", "... on ShopOrder { rowId }", {}],
    ["on Node", "... on Node { id }", { id: customer(3) }],
    ["without a type", "... { id }", { id: customer(3) }],
    ["in one another", "... on Node { ... on ShopCustomer { ... on Node { ... { id } } } }", { id: customer(3) }],
    [
      "of types beside one another",
      "... on Node { ... on ShopOrder { total } ... on ShopCustomer { rowId } }",
      { rowId: 3 },
    ],
    ["of two types under one key", "... on SupportTicket { a: rowId } ... on ShopCustomer { a: rowId }", { a: 3 }],
    [
      "that are skipped",
      "... on ShopCustomer @skip(if: true) { name } ... on Node @include(if: true) { id }",
      { id: customer(3) },
    ],
    ["and the name of the type", "__typename", { __typename: "ShopCustomer" }],
    ["and fields of the interface", "id ... on ShopCustomer { id again: id }", { id: customer(3), again: customer(3) }],
  ])("%s", async (_, selection, row) => {
    expect(await demo.data(`{ node(id: "${customer(3)}") { ${selection} } }`)).toEqual({ node: row });
  });

  test("with names, opened for each type", async () => {
    const query = `
      query ($ids: [ID!]!) { nodes(ids: $ids) { ...Parts } }
      fragment Parts on Node { ...OfOrder ...OfCustomer }
      fragment OfOrder on ShopOrder { rowId customer { ...OfCustomer } }
      fragment OfCustomer on ShopCustomer { number: rowId }`;
    expect(await demo.data(query, { ids: [order(5), customer(3)] })).toEqual({
      nodes: [{ rowId: "5", customer: { number: 20 } }, { number: 3 }],
    });
  });

  test("that no row of the type can be are refused", async () => {
    const { body } = await demo.send(`{ shopOrder(rowId: "5") { ... on ShopCustomer { rowId } } }`);
    expect(body.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  test("on Node apply to rows of any other field", async () => {
    expect(await demo.data(`{ shopOrder(rowId: "5") { ...I customer { ...I } } } fragment I on Node { id }`)).toEqual({
      shopOrder: { id: order(5), customer: { id: customer(20) } },
    });
  });
});

describe("links of two types under one key", () => {
  test("lead each where its type's does", async () => {
    const selection = `
      ... on ShopOrder { link: tickets(limit: 1) { orderId } }
      ... on ShopCustomer { link: tickets(limit: 1) { customerId } }`;
    expect(await nodes(selection, [order(5), customer(64)])).toEqual({
      nodes: [{ link: [{ orderId: "5" }] }, { link: [{ customerId: 64 }] }],
    });
  });

  test("go on below links", async () => {
    const query = `query ($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on ShopOrder { at: invoice { order { rowId tickets(limit: 1) { order { rowId } } } } }
        ... on SupportTicket { at: order { rowId invoice { order { rowId } } } }
      }
    }`;
    expect(await demo.data(query, { ids: [order(5)] })).toEqual({
      nodes: [{ at: { order: { rowId: "5", tickets: [{ order: { rowId: "5" } }] } } }],
    });
  });
});

describe("the plan that is kept", () => {
  test("does not depend on where an id leads", async () => {
    const query =
      "query ($id: ID!) { node(id: $id) { __typename id ... on ShopOrder { total } ... on ShopCustomer { name } } }";
    for (const id of [order(5), customer(3), ticket(3), order(6), customer(4)]) {
      expect(await demo.data(query, { id })).toMatchObject({ node: { id } });
    }
  });

  test("is one for ids under other keys, too", async () => {
    const query = `{ a: node(id: "${order(5)}") { id } b: node(id: "${customer(3)}") { id } c: nodes(ids: ["${order(6)}"]) { id } }`;
    for (let time = 0; time < 2; time += 1) {
      expect(await demo.data(query)).toEqual({ a: { id: order(5) }, b: { id: customer(3) }, c: [{ id: order(6) }] });
    }
  });
});

test("a cursor of an order by rowId leads on", async () => {
  const page = async (after: string) =>
    JSON.parse(
      JSON.stringify(
        await demo.data(
          `{ p: shopOrdersConnection(orderBy: [{rowId: DESC}], first: 2 ${after}) { nodes { rowId } pageInfo { endCursor } } }`,
        ),
      ),
    ).p;
  const first = await page("");
  const second = await page(`, after: "${first.pageInfo.endCursor}"`);
  const numbers = [...first.nodes, ...second.nodes].map(({ rowId }) => Number(rowId));
  expect(numbers).toEqual([0, 1, 2, 3].map((step) => (numbers[0] ?? 0) - step));
});

describe("where a database fails", () => {
  let [main, other]: (TestDatabase | undefined)[] = [];
  let gateway: TestGateway | undefined;
  afterAll(async () => {
    await gateway?.dispose();
    await main?.dispose();
    await other?.dispose();
  });

  test("only its rows are null, and a transaction is for the databases of the ids", async () => {
    const sql = "create table things (id int primary key, n int); insert into things values (1, 1), (2, 0)";
    main = await createDatabase(sql);
    other = await createDatabase(`${sql}; create view odd as select id, 1 / n as n from things`);
    gateway = await startGateway({
      databases: {
        main: { url: main.url },
        other: { url: other.url, tables: { odd: { key: ["id"] } } },
      },
      relay: true,
    });
    const ids = ["MainThing", "OtherThing", "OtherOdd"].flatMap((type) => [encodeId(type, "1"), encodeId(type, "2")]);
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on OtherOdd { n } } }";
    const { body } = await gateway.send(query, { ids });
    expect(body.data).toEqual({ nodes: [...ids.slice(0, 4).map((id) => ({ id })), null, null] });
    expect(body.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [["nodes", 4], "INVALID_VALUE"],
      [["nodes", 5], "INVALID_VALUE"],
    ]);
    // Reading the catalog was one, too.
    const committed = () => ["main", "other"].map((name) => gateway?.gateway.pools.get(name).stats().committed ?? 0);
    const before = committed();
    expect(await gateway.data(query.replace(") {", ") @transaction {"), { ids: ids.slice(0, 2) })).toEqual({
      nodes: ids.slice(0, 2).map((id) => ({ id })),
    });
    expect(committed().map((count, index) => count - (before[index] ?? 0))).toEqual([1, 0]);
  });
});
