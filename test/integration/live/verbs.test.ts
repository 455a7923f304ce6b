import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { subscribe } from "../../support/streams.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase("create table notes (id int primary key)");
  const main = { url: database.url, prefix: "", pool: { size: 2, overflow: 2 } };
  gateway = await startGateway({ databases: { main }, budget: 10, runSql: { mode: "readWrite" } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const fields = "settings { size overflow } stats { state max }";

test.each([
  [
    'resizePool(database: "main", size: 3, overflow: 1)',
    { settings: { size: 3, overflow: 1 }, stats: { state: "OPEN", max: 4 } },
  ],
  [
    'resizePool(database: "main", overflow: 5)',
    { settings: { size: 3, overflow: 5 }, stats: { state: "OPEN", max: 8 } },
  ],
  ['drainPool(database: "main")', { stats: { state: "OPEN" } }],
  ['resetBreaker(database: "main")', { stats: { state: "OPEN" } }],
  ['closePool(database: "main")', { stats: { state: "CLOSED" } }],
  ['closePool(database: "main")', { stats: { state: "CLOSED" } }],
  ['reopenPool(database: "main")', { stats: { state: "OPEN" } }],
  ['reopenPool(database: "main")', { stats: { state: "OPEN" } }],
] as const)("%s answers the pool afterwards", async (verb, pool) => {
  expect((await gateway.data(`mutation { verb: ${verb} { ${fields} } }`)).verb).toMatchObject(pool);
});

test("who did what is announced", async () => {
  const stream = subscribe(
    "SSE",
    gateway.url,
    `subscription { poolEvents(kinds: [RESIZED, DRAINED, BREAKER_RESET, CLOSED, REOPENED, SQL_RUN]) {
      kind: __typename database
      ... on Resized { size by } ... on Drained { by } ... on BreakerReset { by } ... on Closed { by } ... on Reopened { by }
      ... on SqlRun { command rows code by }
    } }`,
  );
  const first = stream.data();
  await expect.poll(() => gateway.gateway.subscriptions).toBe(1);
  await gateway.data(`mutation {
    a: resizePool(database: "main", size: 2) { database } b: drainPool(database: "main") { database }
    c: resetBreaker(database: "main") { database } d: closePool(database: "main") { database }
    e: reopenPool(database: "main") { database } f: runSql(database: "main", sql: "select 1") { ms }
  }`);
  await gateway.send('mutation { runSql(database: "main", sql: "select nothing") { ms } }');
  const events: unknown[] = [(await first).poolEvents];
  while (events.length < 7) events.push((await stream.data()).poolEvents);
  await stream.close();
  const by = { database: "main", by: "admin" };
  expect(events).toEqual([
    { kind: "Resized", size: 2, ...by },
    { kind: "Drained", ...by },
    { kind: "BreakerReset", ...by },
    { kind: "Closed", ...by },
    { kind: "Reopened", ...by },
    { kind: "SqlRun", command: "SELECT", rows: 1, code: null, ...by },
    { kind: "SqlRun", command: null, rows: null, code: "BAD_USER_INPUT", ...by },
  ]);
});

describe("is refused before anything is done", () => {
  const drain = 'drainPool(database: "main") { database }';
  const run = 'runSql(database: "main", sql: "insert into notes values (2)") { ms }';
  const write = "createNote(input: {id: 1}) { id }";
  test.each([
    ["a verb beside a write", `mutation { ${drain} ${write} }`],
    ["a write beside a verb", `mutation { ${write} ${drain} }`],
    ["SQL beside a write", `mutation { ${run} ${write} }`],
    ["with a scope for each field", `mutation @transaction(scope: FIELD) { ${write} ${drain} }`],
    ["in a fragment", `mutation { ...both } fragment both on Mutation { ${drain} ... { ${write} } }`],
    ["no change", 'mutation { resizePool(database: "main") { database } }'],
    ["more than the budget has", 'mutation { resizePool(database: "main", size: 11) { database } }'],
    ["a size that cannot be", 'mutation { resizePool(database: "main", size: 0) { database } }'],
    ["a database that is not there", 'mutation { drainPool(database: "shop") { database } }'],
  ])("%s", async (_, query) => {
    const { created } = gateway.gateway.pools.get("main").stats();
    const { body } = await gateway.send(query);
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
    expect(gateway.gateway.pools.get("main").stats().created).toBe(created);
    expect(await database.query("select id from notes")).toEqual([]);
  });

  test("and says why", async () => {
    const { body } = await gateway.send('mutation { resizePool(database: "main", size: 11) { database } }');
    expect(body.errors?.[0]?.message).toMatch(/^databases\.main\.pool\.size: \d+ more connections would be kept open/);
    const unknown = await gateway.send('mutation { drainPool(database: "shop") { database } }');
    expect(unknown.body.errors?.[0]?.message).toBe('There is no database "shop". Those that there are: "main".');
  });
});

test("a pool is opened again although its database is away, and says so", async () => {
  const away = await createDatabase("create table notes (id int primary key)");
  const config = { databases: { main: { url: away.url, prefix: "", pool: { size: 1, overflow: 0 } } } };
  const lonely = await startGateway(config);
  await lonely.data('mutation { closePool(database: "main") { database } }');
  await away.dispose();
  const { reopenPool } = await lonely.data(
    'mutation { reopenPool(database: "main") { stats { state breaker { state } } } }',
  );
  await lonely.dispose();
  expect(reopenPool).toMatchObject({ stats: { state: "DOWN" } });
});
