import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create table nodes (id int primary key, parent_id int references nodes, name text, document jsonb);
    insert into nodes values (1, null, 'a'), (2, 1, 'b');
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const nested = (open: string, inner: string, close: string, times: number) =>
  `${open.repeat(times)}${inner}${close.repeat(times)}`;
const many = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => item(index)).join(" ");

async function refusal(query: string, variables?: Record<string, unknown>) {
  const { body, status } = await gateway.send(query, variables);
  expect(body.data).toBeUndefined();
  // A refusal by the rules of GraphQL over HTTP, not a failure of the server.
  expect(status).toBe(200);
  return body.errors?.map(({ extensions }) => extensions);
}

const tooDeep = [{ code: "LIMIT_EXCEEDED", limit: "depth" }];

describe("how deep a document may be nested", () => {
  const selections = (depth: number) => `{ node(id: 2) { ${nested("parent { ", "id", " }", depth - 2)} } }`;
  const inline = (depth: number) => `{ nodes { ${nested("... { ", "id", " }", depth - 2)} } }`;
  const value = (depth: number) => `{ nodes(where: ${nested("{not: ", "{id: {eq: 1}}", "}", depth - 2)}) { id } }`;
  const list = (depth: number) => `{ nodes(where: {id: {in: ${nested("[", "", "]", depth - 2)}}}) { id } }`;
  const fragments = (depth: number) => {
    const count = depth - 3;
    const chain = many(count, (i) => `fragment F${i} on Node { ...F${i + 1} }`);
    return `{ nodes { ...F0 } } ${chain} fragment F${count} on Node { id }`;
  };
  const backwards = (depth: number) =>
    fragments(depth)
      .split(/ (?=fragment)/)
      .toReversed()
      .join(" ");
  const forms = { selections, inline, value, fragments, backwards };

  test.each(Object.entries(forms))("fifty levels of %s are answered, and one more refused", async (_name, form) => {
    expect((await gateway.send(form(50))).body.errors).toBeUndefined();
    expect(await refusal(form(51))).toEqual(tooDeep);
  });

  test.each(Object.entries({ ...forms, list }))("two thousand levels of %s are refused", async (_name, form) => {
    expect(await refusal(form(2000))).toEqual(tooDeep);
  });

  test.each(["{a", "{a(b:", "{a(b:[", "query($a:["])("%s, a hundred thousand times", async (open) => {
    expect(await refusal(open.repeat(100_000))).toEqual(tooDeep);
  });

  test("a fragment that spreads itself is an error of the validation", async () => {
    expect(await refusal("{ nodes { ...F } } fragment F on Node { parent { ...F } }")).toEqual([
      { code: "GRAPHQL_VALIDATION_FAILED" },
    ]);
  });

  test("brackets in strings and comments are no depth", async () => {
    const query = `{ nodes(where: {name: {eq: "${"[".repeat(500)}"}}) { id } } # ${"{".repeat(500)}`;
    expect(await gateway.data(query)).toEqual({ nodes: [] });
  });

  test("it can be set", async () => {
    const shallow = await startGateway({
      databases: { main: { url: database.url, prefix: "" } },
      limits: { depth: 2 },
    });
    try {
      expect((await shallow.send("{ nodes { id } }")).body.errors).toBeUndefined();
      expect((await shallow.send("{ nodes { parent { id } } }")).body.errors?.[0]?.extensions).toEqual(tooDeep[0]);
    } finally {
      await shallow.dispose();
    }
  });
});

describe("how large a document may be", () => {
  const tooLarge = [{ code: "LIMIT_EXCEEDED", limit: "documentTokens" }];

  test("as many tokens as are configured", async () => {
    // Each of `a`, `:` and `__typename` is a token, and so are the brackets.
    const fields = (tokens: number) => `{ ${many((tokens - 2) / 3, (i) => `a${i}:__typename`)} }`;
    expect((await gateway.send(fields(20_000))).body.errors).toBeUndefined();
    expect(await refusal(fields(20_003))).toEqual(tooLarge);
  });

  test("operations that nobody asks for, and comments, count too", async () => {
    expect(await refusal(`query a { __typename } ${many(50_000, (i) => `query q${i} { __typename }`)}`)).toEqual(
      tooLarge,
    );
    expect(await refusal(`{ __typename } ${"#\n".repeat(50_000)}`)).toEqual(tooLarge);
  });

  test("what looks like the parser's own words about it is a syntax error", async () => {
    const [extensions] = (await refusal('{ "tokens. Parsing aborted." }')) ?? [];
    expect(extensions?.code).toBe("GRAPHQL_PARSE_FAILED");
  });

  test("the same field a thousand times is one field", async () => {
    expect(await gateway.data(`{ node(id: 1) { ${"id ".repeat(1000)} name } }`)).toEqual({
      node: { id: 1, name: "a" },
    });
    expect(await gateway.data(`{ node(id: 1) { ${"x:id y:id ".repeat(1000)} } }`)).toEqual({ node: { x: 1, y: 1 } });
    expect(await gateway.data("{ node(id: 1) { id name @skip(if: true) id @skip(if: true) name } }")).toEqual({
      node: { id: 1, name: "a" },
    });
  });

  test("a field that conflicts is still found behind one that is repeated", async () => {
    expect(await refusal("{ node(id: 1) { id id id: name } }")).toEqual([{ code: "GRAPHQL_VALIDATION_FAILED" }]);
  });

  test("what takes the validation too long says so", async () => {
    const query = `{ node(id: 1) { ${"id @include(if: true) ".repeat(1500)} } }`;
    expect(await refusal(query)).toEqual([{ code: "LIMIT_EXCEEDED", limit: "validationWork" }]);
    // The second time it is known already.
    expect(await refusal(query)).toEqual([{ code: "LIMIT_EXCEEDED", limit: "validationWork" }]);
  });

  test("of very many errors the first hundred are told", async () => {
    const { body } = await gateway.send(`{ ${many(300, (i) => `a${i}`)} }`);
    expect(body.errors).toHaveLength(101);
    expect(body.errors?.at(-1)?.message).toContain("these 100");
    expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(
      new Set(["GRAPHQL_VALIDATION_FAILED"]),
    );
  });
});
