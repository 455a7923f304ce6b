import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startDemoGateway, type TestGateway } from "../../support/gateway.ts";

let demo: TestGateway;
beforeAll(async () => {
  demo = await startDemoGateway();
});
afterAll(() => demo?.dispose());

const sqlOf = async (query: string) => (await demo.statements(query)).map(({ sql }) => sql.replace(/\s+/g, " "));

const cursorOf = async (args: string) => {
  const data = await demo.data(`{ page: shopOrdersConnection(${args}) { pageInfo { endCursor } } }`);
  return /"endCursor":"([\w-]+)"/.exec(JSON.stringify(data))?.[1] ?? "";
};

describe("a page is one statement", () => {
  test("with everything selected, whatever the number of rows", async () => {
    const after = await cursorOf("first: 10");
    const page = `edges { cursor node { id customer { name } items { lineNo } } } nodes { id itemsConnection { totalCount nodes { lineNo } } }
      totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;
    const query = `{ a: shopOrdersConnection(first: 1000, after: "${after}") { ${page} } b: shopOrdersConnection(last: 2) { ${page} } }`;
    expect(await sqlOf(query)).toHaveLength(2);
  });

  test("and one for each link below it", async () => {
    const query = `{ shopCustomersConnection(first: 50) { edges { node { account { balance } } } nodes { tickets(limit: 1) { id } } } }`;
    const databases = (await demo.statements(query)).map(({ database }) => database);
    expect(databases.sort()).toEqual(["billing", "shop", "support"]);
  });
});

describe("what is not selected is not worked out", () => {
  test.each([
    ["totalCount", "totalCount", "", /count\(\*\)/],
    [
      "hasPreviousPage behind a cursor",
      "pageInfo { hasPreviousPage }",
      "after",
      /exists \(select from "public"\."orders"/,
    ],
    ["hasNextPage before a cursor", "pageInfo { hasNextPage }", "before", /exists \(select from "public"\."orders"/],
  ])("%s", async (_, field, argument, sql) => {
    const cursor = await cursorOf("first: 3");
    const args = argument === "" ? "first: 2" : `first: 2, ${argument}: "${cursor}"`;
    expect((await sqlOf(`{ shopOrdersConnection(${args}) { nodes { id } } }`)).join()).not.toMatch(sql);
    expect((await sqlOf(`{ shopOrdersConnection(${args}) { nodes { id } ${field} } }`)).join()).toMatch(sql);
  });

  test.each(["hasNextPage", "hasPreviousPage"])("%s where one row more says it", async (field) => {
    const count = field === "hasNextPage" ? "first" : "last";
    const sql = await sqlOf(`{ shopOrdersConnection(${count}: 2) { pageInfo { ${field} } } }`);
    expect(sql.join().match(/from "public"\."orders"/g)).toHaveLength(1);
  });
});

describe("a page begins at the index", () => {
  test.each([
    [
      "columns of one direction",
      "[{customerId: DESC}, {id: DESC}]",
      /where \(t2\."customer_id", t2\."id"\) < \(\$1::"int4", \$2::"int8"\)/,
    ],
    ["mixed directions", "[{customerId: DESC}]", /where t2\."customer_id" <= \$1::"int4" and \(/],
  ])("of %s", async (_, orderBy, sql) => {
    const cursor = await cursorOf(`first: 1, orderBy: ${orderBy}`);
    const [text = ""] = await sqlOf(
      `{ shopOrdersConnection(first: 1, orderBy: ${orderBy}, after: "${cursor}") { nodes { id } } }`,
    );
    expect(text).toMatch(sql);
  });

  test("requests of one shape share a statement, whatever their cursors hold", async () => {
    const query =
      "query ($after: String) { shopProductsConnection(orderBy: [{weight: ASC}], first: 1, after: $after) { nodes { id } pageInfo { endCursor } } }";
    const cursors = await Promise.all(
      [false, true].map(async (isNull) => {
        const data = await demo.data(
          `{ page: shopProductsConnection(orderBy: [{weight: ASC}], first: 1, where: {weight: {isNull: ${isNull}}}) { pageInfo { endCursor } } }`,
        );
        return /"endCursor":"([\w-]+)"/.exec(JSON.stringify(data))?.[1];
      }),
    );
    const texts = await Promise.all(cursors.map(async (after) => (await demo.statements(query, { after }))[0]?.sql));
    expect(new Set(cursors).size).toBe(2);
    expect(new Set(texts).size).toBe(1);
  });
});

describe("the length of a page", () => {
  test("is maxLimit by default, and says that there is more", async () => {
    const { page } = await demo.data("{ page: shopOrdersConnection { nodes { id } pageInfo { hasNextPage } } }");
    expect(page).toEqual({ nodes: expect.any(Array), pageInfo: { hasNextPage: true } });
    expect(JSON.stringify(page).match(/"id"/g)).toHaveLength(1000);
  });

  test.each([
    ["first: 1, last: 1", "BAD_USER_INPUT", "first and last are given together. Give one of them."],
    ["first: -1", "BAD_USER_INPUT", "first is -1; it cannot be negative."],
    ["last: -1", "BAD_USER_INPUT", "last is -1; it cannot be negative."],
    [
      "first: 1001",
      "LIMIT_EXCEEDED",
      "first is 1001; a page has at most 1000 rows. Ask for fewer, and for the rest with after: endCursor.",
    ],
    [
      "last: 1001",
      "LIMIT_EXCEEDED",
      "last is 1001; a page has at most 1000 rows. Ask for fewer, and for the rest with before: startCursor.",
    ],
  ])("%s is refused", async (args, code, message) => {
    const { body } = await demo.send(`{ shopOrdersConnection(${args}) { totalCount } }`);
    expect(body.errors).toMatchObject([{ message, extensions: { code } }]);
  });

  test.each(["first: 0", "last: 0"])("%s is a page without rows", async (args) => {
    const { page } = await demo.data(
      `{ page: shopOrdersConnection(${args}) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    );
    const isFirst = args.startsWith("first");
    const pageInfo = { hasNextPage: isFirst, hasPreviousPage: !isFirst, startCursor: null, endCursor: null };
    expect(page).toEqual({ nodes: [], pageInfo });
  });
});
