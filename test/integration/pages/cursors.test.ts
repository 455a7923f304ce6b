import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startDemoGateway, startGateway, type TestGateway } from "../../support/gateway.ts";
import { ordersOf, ownersSql, ownItems, schemaSql, valueColumns } from "./samples.ts";

let database: TestDatabase;
let gateway: TestGateway;
let demo: TestGateway;
beforeAll(async () => {
  database = await createDatabase(
    [
      schemaSql,
      ownersSql,
      "insert into things (part, code, v_small, v_c) values (1, 'a', 1, 'a'), (2, 'b', 2, 'b');",
    ].join("\n"),
  );
  const databases = { main: { url: database.url, prefix: "", pool: { size: 1, overflow: 4 } } };
  [gateway, demo] = await Promise.all([startGateway({ databases }), startDemoGateway()]);
});
afterAll(async () => {
  await Promise.all([gateway?.dispose(), demo?.dispose()]);
  await database?.dispose();
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** What the first cursor of an order holds. */
async function partsOf(orderBy: string): Promise<string[]> {
  const { page } = await gateway.data(
    `{ page: thingsConnection(orderBy: ${orderBy}, first: 1) { pageInfo { endCursor } } }`,
  );
  const cursor = /"endCursor":"([\w-]+)"/.exec(JSON.stringify(page))?.[1] ?? "";
  const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
  if (!Array.isArray(parts)) throw new Error("no cursor");
  return parts;
}

const orderBy = "[{vInt: ASC}, {vText: DESC}]";

async function refusal(after: unknown, argument = "after"): Promise<string> {
  const { body } = await gateway.send(
    `query ($cursor: String) { page: thingsConnection(orderBy: ${orderBy}, first: 1, ${argument}: $cursor) { nodes { part } } }`,
    { cursor: after },
  );
  expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
  return body.errors?.[0]?.message ?? "";
}

describe("a cursor that no page gave is refused", () => {
  type Mangle = (parts: string[], cursor: string) => unknown;
  const mangled: readonly (readonly [what: string, mangle: Mangle])[] = [
    ["nothing", () => ""],
    ["white space", () => " "],
    ["a word", () => "garbage"],
    ["a number", () => "12"],
    ["SQL", () => "'; drop table things; --"],
    ["a path", () => "../../etc/passwd"],
    ["a NUL character", () => "\0"],
    ["a lone surrogate", () => "\ud800"],
    ["an emoji", () => "😀"],
    ["the cursor of another library", () => Buffer.from("arrayconnection:5").toString("base64url")],
    ["the first half", (_, cursor) => cursor.slice(0, cursor.length / 2)],
    ["all but the last character", (_, cursor) => cursor.slice(0, -1)],
    ["one character more", (_, cursor) => `${cursor}A`],
    ["a space behind it", (_, cursor) => `${cursor} `],
    ["filled up", (_, cursor) => `${cursor}==`],
    ["the other base64", (parts) => Buffer.from(JSON.stringify([...parts, "??>>"])).toString("base64")],
    ["encoded twice", (_, cursor) => Buffer.from(cursor).toString("base64url")],
    ["upside down", (_, cursor) => [...cursor].reverse().join("")],
    ["twice", (_, cursor) => cursor + cursor],
    ["no UTF-8", () => Buffer.from([0x5b, 0x22, 0xff, 0xfe, 0x22, 0x5d]).toString("base64url")],
    ["a byte order mark", (parts) => Buffer.from(`\ufeff${JSON.stringify(parts)}`).toString("base64url")],
    ["no JSON", () => Buffer.from("[1,2").toString("base64url")],
    ["null", () => encode(null)],
    ["an object", (parts) => encode({ ...parts })],
    ["an array of nothing", () => encode([])],
    ["a text", (parts) => encode(parts.join())],
    ["arrays in one another", () => Buffer.from("[".repeat(100_000) + "]".repeat(100_000)).toString("base64url")],
    ["a million values", () => encode(Array.from({ length: 300_000 }, () => "1"))],
    [
      "a very long value",
      ([version = "", print = ""]) => encode([version, print, "9".repeat(1_000_000), "a", "1", "a"]),
    ],
    ["another version", ([, ...rest]) => encode(["2", ...rest])],
    ["no version", ([, ...rest]) => encode(rest)],
    ["another order's mark", ([version = "", , ...rest]) => encode([version, "AAAAAAAAAAAAAAAA", ...rest])],
    ["a value less", (parts) => encode(parts.slice(0, -1))],
    ["a value more", (parts) => encode([...parts, "1"])],
    ["a number for a value", (parts) => encode(parts.with(2, JSON.parse("1")))],
    ["an object for a value", (parts) => encode(parts.with(2, JSON.parse("{}")))],
    ["a list for a value", (parts) => encode(parts.with(2, JSON.parse('["1"]')))],
    ["null where none can be", (parts) => encode(parts.with(4, JSON.parse("null")))],
    ["a word for an integer", (parts) => encode(parts.with(2, "abc"))],
    ["nothing for an integer", (parts) => encode(parts.with(2, ""))],
    ["an integer out of range", (parts) => encode(parts.with(4, "2147483648"))],
    ["a fraction for an integer", (parts) => encode(parts.with(4, "1.5"))],
    ["SQL for an integer", (parts) => encode(parts.with(4, "1) or (1=1"))],
    ["a NUL in a text", (parts) => encode(parts.with(3, "\0"))],
    [
      "half a character in a text",
      (parts) => Buffer.from(JSON.stringify(parts.with(3, "\ud800"))).toString("base64url"),
    ],
  ];

  test.each(mangled)("%s", async (_, mangle) => {
    const parts = await partsOf(orderBy);
    const cursor = mangle(parts, encode(parts));
    expect(await refusal(cursor)).not.toMatch(/things|v_int|select/);
    await refusal(cursor, "before");
  });

  test("and one that a page gave is taken, with a message that says what is wrong otherwise", async () => {
    const parts = await partsOf(orderBy);
    const page = (cursor: string) =>
      gateway.data(`{ page: thingsConnection(orderBy: ${orderBy}, first: 1, after: "${cursor}") { nodes { part } } }`);
    expect(await page(encode(parts))).toEqual({ page: { nodes: [{ part: 2 }] } });
    expect(await refusal("garbage")).toBe(
      "after is not a cursor. Give a cursor as a page with the same orderBy gave it, unchanged, or leave after out.",
    );
    expect(await refusal(encode(parts.with(1, "AAAAAAAAAAAAAAAA")))).toMatch(
      /^after is a cursor of another field or another orderBy\./,
    );
    expect(await refusal(encode(parts.with(0, "0")))).toMatch(
      /^after is not a cursor of this version of the gateway\./,
    );
    expect(await refusal(encode(parts.with(4, "x")), "before")).toMatch(/^before is not a cursor\./);
  });

  test("null is none", async () => {
    const query = "query ($c: String) { page: thingsConnection(first: 1, after: $c, before: null) { nodes { part } } }";
    expect(await gateway.data(query, { c: null })).toEqual({ page: { nodes: [{ part: 1 }] } });
    expect(await gateway.data(query)).toEqual({ page: { nodes: [{ part: 1 }] } });
  });
});

describe("a cursor belongs to its order and its field", () => {
  const cursorOf = async (field: string) => {
    const { page } = await demo.data(`{ page: ${field} { pageInfo { endCursor } } }`);
    return /"endCursor":"([\w-]+)"/.exec(JSON.stringify(page))?.[1] ?? "";
  };
  const send = async (field: string) => (await demo.send(`{ page: ${field} { nodes { id } } }`)).body;

  test.each([
    [
      "another direction",
      "shopOrdersConnection(first: 1, orderBy: [{placedAt: ASC}]",
      "shopOrdersConnection(first: 1, orderBy: [{placedAt: DESC}]",
    ],
    [
      "other nulls",
      "shopProductsConnection(first: 1, orderBy: [{weight: ASC}]",
      "shopProductsConnection(first: 1, orderBy: [{weight: ASC_NULLS_FIRST}]",
    ],
    [
      "another column",
      "shopOrdersConnection(first: 1, orderBy: [{placedAt: ASC}]",
      "shopOrdersConnection(first: 1, orderBy: [{total: ASC}]",
    ],
    [
      "another sequence",
      "shopOrdersConnection(first: 1, orderBy: [{status: ASC}, {total: ASC}]",
      "shopOrdersConnection(first: 1, orderBy: [{total: ASC}, {status: ASC}]",
    ],
    ["another table", "shopOrdersConnection(first: 1", "shopCustomersConnection(first: 1"],
    ["another database", "shopCustomersConnection(first: 1", "billingAccountsConnection(first: 1"],
    [
      "another aggregate",
      "shopCustomersConnection(first: 1, orderBy: [{orders: {min: {total: ASC}}}]",
      "shopCustomersConnection(first: 1, orderBy: [{orders: {max: {total: ASC}}}]",
    ],
  ])("so %s refuses it", async (_, given, taken) => {
    const cursor = await cursorOf(`${given})`);
    expect((await send(`${given}, after: "${cursor}")`)).errors).toBeUndefined();
    const { errors } = await send(`${taken}, after: "${cursor}")`);
    expect(errors?.[0]?.message).toMatch(/^after is a cursor of another field or another orderBy\./);
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  test("another filter takes it: it says where to go on", async () => {
    const cursor = await cursorOf("shopOrdersConnection(first: 3)");
    const body = await send(`shopOrdersConnection(first: 1, after: "${cursor}", where: {id: {gte: "10"}})`);
    expect(body).toEqual({ data: { page: { nodes: [{ id: "10" }] } } });
  });

  test("the relation to the same rows takes it", async () => {
    const cursor = await cursorOf('shopOrderItemsConnection(first: 1, where: {orderId: {eq: "5"}})');
    const { shopOrder } = await demo.data(
      `{ shopOrder(id: "5") { itemsConnection(after: "${cursor}") { nodes { lineNo } } } }`,
    );
    expect(shopOrder).toEqual({ itemsConnection: { nodes: expect.not.arrayContaining([{ lineNo: 1 }]) } });
  });
});

test("whatever stands for a value of any type, Postgres' refusal blames the cursor", { timeout: 120_000 }, async () => {
  const junk = fc.constantFrom(
    "",
    "x",
    "1",
    "-1",
    "NaN",
    "infinity",
    "'",
    "\\x",
    "{1,2}",
    "2024-13-45",
    "1e999999",
    "$1",
    "😀",
  );
  await fc.assert(
    fc.asyncProperty(
      ordersOf(ownItems.slice(0, valueColumns.length + 2)),
      fc.array(junk, { minLength: 6, maxLength: 6 }),
      async ({ graphql }, values) => {
        const [version = "", print = "", ...rest] = await partsOf(graphql);
        const cursor = encode([version, print, ...rest.map((_, index) => values[index] ?? "")]);
        const { body } = await gateway.send(
          `{ page: thingsConnection(orderBy: ${graphql}, after: "${cursor}") { nodes { part } pageInfo { hasPreviousPage } } }`,
        );
        const codes = body.errors?.map(({ extensions }) => extensions.code) ?? [];
        expect(codes, graphql).toEqual(codes.map(() => "BAD_USER_INPUT"));
      },
    ),
    { numRuns: 200, endOnFailure: true },
  );
});
