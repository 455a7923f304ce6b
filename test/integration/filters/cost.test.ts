import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create table workers (id int primary key, boss_id int references workers, rank int);
    insert into workers select n, nullif(n / 2, 0), n from generate_series(1, 5) n`);
  gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "", pool: { statementTimeout: 5_000 } } },
    limits: { depth: 200 },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const nested = (open: string, close: string, depth: number) =>
  `${open.repeat(depth)}rank: {eq: 3}${close.repeat(depth)}`;

// Postgres would plan each level of these two times as often as the one above it: gigabytes at twenty.
test.each([
  ["every", "workersByBoss: {every: {", "}}"],
  ["some and or", "or: [{id: {gt: 0}}, {workersByBoss: {some: {", "}}}]"],
  ["to-one and or", "or: [{id: {gt: 0}}, {boss: {", "}}]"],
  ["not with another condition", "not: {id: {gt: 0}, workersByBoss: {none: {", "}}}"],
])("relations in relations by %s are planned once each", async (_, open, close) => {
  const where = nested(open, close, 20);
  expect(await gateway.data(`{ workers(where: {${where}}, limit: 1) { id } }`)).toHaveProperty("workers");
});

test.each([
  ["the page's information", (n: number) => `pageInfo { ${aliases(n, "hasPreviousPage")} }`],
  ["totals", (n: number) => aliases(n, "totalCount")],
])("%s is paid for with the filter that it repeats", async (_, select) => {
  const { workersConnection } = await gateway.data("{ workersConnection(first: 1) { pageInfo { endCursor } } }");
  const { endCursor } = Object(workersConnection).pageInfo;
  const conditions = Array.from({ length: 100 }, (_each, index) => `{id: {eq: ${index}}}`);
  const where = `{or: [${conditions.join(", ")}]}`;
  const send = (n: number) =>
    gateway.send(`{ workersConnection(first: 1, after: "${endCursor}", where: ${where}) { ${select(n)} } }`);
  expect((await send(2)).body.errors).toBeUndefined();
  expect((await send(200)).body.errors).toMatchObject([
    { extensions: { code: "LIMIT_EXCEEDED", limit: "operationSize" } },
  ]);
});

test("so is each cursor of an edge", async () => {
  const { body } = await gateway.send(`{ workersConnection { edges { ${aliases(600, "cursor")} } } }`);
  expect(body.errors).toMatchObject([{ extensions: { code: "LIMIT_EXCEEDED", limit: "operationSize" } }]);
});

function aliases(count: number, field: string): string {
  return Array.from({ length: count }, (_each, index) => `a${index}: ${field}`).join(" ");
}
