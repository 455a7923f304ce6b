import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create table texts (id int primary key, text text not null);
    insert into texts select i, repeat('x', 2000) from generate_series(1, 20) i;
    create table documents (id int primary key, document json, documents json[], zero float8 not null default '-0');
    insert into documents values
      (1, (repeat('[', 6000) || repeat(']', 6000))::json, '{"[1]"}'),
      (2, (repeat('[', 1000) || repeat(']', 1000))::json, array[(repeat('[1e2,', 1500) || '1' || repeat(']', 1500))::json]);
  `);
  gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "" } },
    limits: { responseBytes: 20_000 },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const tooLarge = (limit: string, path: readonly (string | number)[]) =>
  expect.objectContaining({ path, extensions: expect.objectContaining({ code: "RESULT_TOO_LARGE", limit }) });

describe("the answers of all statements of a request count together", () => {
  test("one that is too large is an error at its field", async () => {
    const { body } = await gateway.send("{ a: texts(limit: 5) { text } b: texts(limit: 15) { text } }");
    expect(body.data).toEqual({ a: Array(5).fill({ text: "x".repeat(2000) }), b: null });
    expect(body.errors).toEqual([tooLarge("responseBytes", ["b"])]);
  });

  test("several that are small are too large together", async () => {
    const fields = Array.from({ length: 6 }, (_, index) => `f${index}: texts(limit: 3) { text }`);
    const { body } = await gateway.send(`{ ${fields.join(" ")} }`);
    expect(Object.values(body.data ?? {}).filter((rows) => rows === null)).toHaveLength(3);
    expect(body.errors).toHaveLength(3);
    // The next request starts anew.
    expect((await gateway.send(`{ ${fields.slice(0, 3).join(" ")} }`)).body.errors).toBeUndefined();
  });
});

describe("a JSON document that is nested too deep to be printed", () => {
  test("is an error at its field, and the other fields keep their data", async () => {
    const { body } = await gateway.send("{ documents(orderBy: [{id: ASC}]) { id document } texts(limit: 1) { id } }");
    expect(body.errors).toEqual([tooLarge("jsonDepth", ["documents", 0, "document"])]);
    expect(body.data?.texts).toEqual([{ id: 1 }]);
    expect(body.data?.documents).toEqual([
      { id: 1, document: null },
      { id: 2, document: expect.any(Array) },
    ]);
  });

  test("so is one of an array", async () => {
    const { body } = await gateway.send("{ documents(orderBy: [{id: ASC}]) { documents } }");
    expect(body.errors).toEqual([tooLarge("jsonDepth", ["documents", 1, "documents", 0])]);
  });
});

test("an answer that no string can hold is an error without data", async () => {
  const wide = await createDatabase(`
    create table giants (id int primary key, text text not null);
    insert into giants values (1, repeat('x', 1000000));
    create table items (id int primary key, giant_id int not null);
    insert into items select i, 1 from generate_series(1, 600) i;
  `);
  const linked = await startGateway({
    databases: { near: { url: wide.url }, far: { url: wide.url } },
    links: [{ from: "near.items.giant_id", to: "far.giants.id" }],
  });
  try {
    // One row behind a link, read once and printed six hundred times.
    const { body } = await linked.send("{ nearItems { giant { text } } }");
    expect(body).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: "RESULT_TOO_LARGE", limit: "responseBytes" } }],
    });
  } finally {
    await linked.dispose();
    await wide.dispose();
  }
});

test("values that are used in many places are too large together", async () => {
  const query = (uses: number) =>
    `query ($v: String) { ${Array.from({ length: uses }, (_, i) => `f${i}: texts(limit: 1, where: {and: [${"{text: {ne: $v}} ".repeat(uses)}]}) { id }`)} }`;
  const v = "y".repeat(1_000_000);
  expect((await gateway.send(query(2), { v })).body.errors).toBeUndefined();
  const { body } = await gateway.send(query(20), { v });
  expect(body.errors).toHaveLength(20);
  expect(body.errors?.[0]?.extensions).toEqual({ code: "LIMIT_EXCEEDED", limit: "valuesPerStatement" });
});

test("a minus zero stays one beside an error", async () => {
  const response = await fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ documents(orderBy: [{id: ASC}], limit: 1) { zero document } }" }),
  });
  const text = await response.text();
  expect(text).toContain('"zero":-0');
  expect(text).toContain("RESULT_TOO_LARGE");
});
