import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create table nodes (id int primary key, parent_id int references nodes, name text);
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

test("fragments that double with every line are refused", async () => {
  const lines = Array.from(
    { length: 18 },
    (_, i) => `fragment F${i} on Node { a: parent { ...F${i + 1} } b: parent { ...F${i + 1} } }`,
  );
  const { body } = await gateway.send(`{ nodes { ...F0 } } ${lines.join("\n")} fragment F18 on Node { id }`);
  expect(body.errors).toEqual([tooLarge("operationSize")]);
});
