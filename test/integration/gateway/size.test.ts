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

/** What a request that is too large is answered with. */
const tooLarge = (limit: string) =>
  expect.objectContaining({ extensions: expect.objectContaining({ code: "LIMIT_EXCEEDED", limit }) });

test("a filter of thousands of conditions is answered", async () => {
  const or = Array.from({ length: 9000 }, (_, id) => ({ id: { eq: id } }));
  const query = "query ($or: [NodeWhere!]) { nodes(where: {or: $or}) { id } }";
  expect(await gateway.data(query, { or })).toEqual({ nodes: [{ id: 1 }, { id: 2 }] });
});

test("one of tens of thousands is refused, and the next request answered", async () => {
  const or = Array.from({ length: 30_000 }, (_, id) => ({ id: { eq: id } }));
  const query = "query ($or: [NodeWhere!]) { nodes(where: {or: $or}) { id } }";
  const { body } = await gateway.send(query, { or });
  expect(body.errors).toEqual([tooLarge("operationSize")]);
  expect(await gateway.data("{ node(id: 1) { id } }")).toEqual({ node: { id: 1 } });
});

test("a list of a hundred thousand values is one value", async () => {
  const ids = Array.from({ length: 100_000 }, (_, id) => id);
  const query = "query ($ids: [Int!]) { nodes(where: {id: {in: $ids}}) { id } }";
  expect(await gateway.data(query, { ids })).toEqual({ nodes: [{ id: 1 }, { id: 2 }] });
});

test("a list of more is refused, wherever it stands", async () => {
  const ids = Array.from({ length: 100_001 }, (_, id) => id);
  const list = "query ($ids: [Int!]) { nodes(where: {id: {in: $ids}}) { id } }";
  const object = "query ($where: NodeWhere) { nodes(where: $where) { id } }";
  expect((await gateway.send(list, { ids })).body).toEqual({ errors: [tooLarge("variableValues")] });
  expect((await gateway.send(object, { where: { id: { in: ids } } })).body).toEqual({
    errors: [tooLarge("variableValues")],
  });
});

test("a million empty filters are refused before they are read", async () => {
  const query = "query ($where: NodeWhere) { nodes(where: $where) { id } }";
  const or = Array.from({ length: 1_000_000 }, () => ({}));
  expect((await gateway.send(query, { where: { or } })).body).toEqual({ errors: [tooLarge("variableValues")] });
  expect((await gateway.send(query, { where: { or: or.slice(0, 30_000) } })).body).toEqual({
    errors: [tooLarge("operationSize")],
  });
  const keys = Object.fromEntries(or.slice(0, 100_001).map((_, index) => [`k${index}`, 1]));
  expect((await gateway.send(query, { where: keys })).body).toEqual({ errors: [tooLarge("variableValues")] });
});

test.each([48, 49, 900])("a condition in a variable, negated %i times", async (times) => {
  let where: Record<string, unknown> = { id: { eq: 1 } };
  for (let index = 0; index < times; index += 1) where = { not: where };
  const { body } = await gateway.send("query ($where: NodeWhere) { nodes(where: $where) { id } }", { where });
  expect(body).toEqual(times === 48 ? { data: { nodes: [{ id: 1 }] } } : { errors: [tooLarge("depth")] });
});

describe("the size of an operation is counted over the whole request", () => {
  const or = (length: number) => Array.from({ length }, (_, id) => ({ id: { eq: id } }));

  test("its root fields share it", async () => {
    const query = "query ($or: [NodeWhere!]) { a: nodes(where: {or: $or}) { id } b: nodes(where: {or: $or}) { id } }";
    const answer = { a: [{ id: 1 }, { id: 2 }], b: [{ id: 1 }, { id: 2 }] };
    expect(await gateway.data(query, { or: or(4000) })).toEqual(answer);
    const { body } = await gateway.send(query, { or: or(6000) });
    expect(body).toEqual({ data: { a: answer.a, b: null }, errors: [tooLarge("operationSize")] });
    // The first field's plan is known by now.
    expect((await gateway.send(query, { or: or(6000) })).body).toEqual(body);
  });

  test("a plan that is known counts as it did when it was made", async () => {
    const query = (fields: number) =>
      `{ ${Array.from({ length: fields }, (_, i) => `r${i}: nodes(limit: 0) { id }`)} }`;
    for (const _ of ["made", "known"]) {
      expect((await gateway.send(query(476))).body.errors).toBeUndefined();
      const { body } = await gateway.send(query(500));
      expect(body.errors).toEqual(Array.from({ length: 24 }, () => tooLarge("operationSize")));
    }
  });

  test("a request has at most five hundred relations", async () => {
    const doubling = (lines: number) => {
      const each = Array.from(
        { length: lines },
        (_, i) => `fragment F${i} on Node { a: parent { ...F${i + 1} } b: parent { ...F${i + 1} } }`,
      );
      return `{ nodes(limit: 1) { ...F0 } } ${each.join(" ")} fragment F${lines} on Node { id }`;
    };
    // 2 + 4 + … + 128 relations.
    expect((await gateway.send(doubling(7))).body.errors).toBeUndefined();
    expect((await gateway.send(doubling(8))).body.errors).toEqual([tooLarge("operationSize")]);
  });

  test("a literal counts each time that its fragment is opened", async () => {
    const list = "1 ".repeat(1000);
    const document = `{x: [${list}]}`;
    const fields = (filter: string) =>
      `{ ${Array.from({ length: 50 }, (_, i) => `r${i}: node(id: 2) { ...F }`)} } fragment F on Node { nodesByParent(where: {${filter}}) { id } }`;
    for (const filter of [`id: {in: [${list}]}`, `document: {eq: ${document}}`]) {
      const { body } = await gateway.send(fields(filter));
      expect(body.errors).toContainEqual(tooLarge("operationSize"));
    }
  });
});

test("fragments that double with every line are refused", async () => {
  const lines = Array.from(
    { length: 18 },
    (_, i) => `fragment F${i} on Node { a: parent { ...F${i + 1} } b: parent { ...F${i + 1} } }`,
  );
  const { body } = await gateway.send(`{ nodes { ...F0 } } ${lines.join("\n")} fragment F18 on Node { id }`);
  expect(body.errors).toEqual([tooLarge("operationSize")]);
});
