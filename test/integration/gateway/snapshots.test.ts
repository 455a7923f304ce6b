import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { type Answer, startGateway, type TestGateway } from "../../support/gateway.ts";
import { holdNaps, napsView } from "../../support/naps.ts";

let shop: TestDatabase;
let billing: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  shop = await createDatabase(`
    ${napsView}
    create table counters (id int primary key, n int not null);
    create table batches (id int primary key, day int not null);
    create table receipts (id int primary key, day int not null);
    create view failures as select 1 as id, 1 / n as reciprocal from counters;
    insert into counters values (1, 0)`);
  billing = await createDatabase(
    "create table bills (id int primary key, counter_id int); insert into bills values (7, 1)",
  );
  gateway = await startGateway({
    databases: { shop: { url: shop.url, pool: { size: 1 } }, billing: { url: billing.url, pool: { size: 1 } } },
    links: [{ from: "billing.bills.counter_id", to: "shop.counters.id", field: "counter", inverse: "bills" }],
  });
});
beforeEach(() =>
  shop.query(
    "update counters set n = 0; truncate batches, receipts; insert into batches values (1, 1); insert into receipts values (1, 1)",
  ),
);
afterAll(async () => {
  await gateway?.dispose();
  await shop?.dispose();
  await billing?.dispose();
});

const codes = ({ body }: Answer) => body.errors?.map(({ extensions }) => extensions.code);

const fields =
  "a: shopCounters { n } rest: shopNaps { nap } b: shopCountersConnection { nodes { n } } billingBills { counter { n } }";

test("all fields of a database show one moment, those behind links included", async () => {
  const naps = await holdNaps(shop.url);
  const reading = gateway.data(`query @transaction { ${fields} }`);
  await naps.begun();
  await shop.query("update counters set n = n + 1");
  await naps.end();
  expect(await reading).toEqual({
    a: [{ n: 0 }],
    rest: [{ nap: "" }],
    b: { nodes: [{ n: 0 }] },
    billingBills: [{ counter: { n: 0 } }],
  });
  expect(await gateway.data("{ shopCounters { n } }")).toEqual({ shopCounters: [{ n: 1 }] });
});

test("READ_COMMITTED reads on one connection, and each statement what is there", async () => {
  const naps = await holdNaps(shop.url);
  const reading = gateway.data(`query @transaction(isolation: READ_COMMITTED) { ${fields} }`);
  await naps.begun();
  await shop.query("update counters set n = n + 1");
  await naps.end();
  expect(await reading).toMatchObject({ a: [{ n: 0 }], b: { nodes: [{ n: 1 }] } });
});

test("it sends the same statements as without", async () => {
  const query = "{ shopCounters { n bills { id } } billingBills { id } }";
  const texts = async (text: string) => (await gateway.statements(text)).map(({ sql }) => sql).sort();
  expect(await texts(`query @transaction ${query}`)).toEqual(await texts(query));
});

test("a field that fails takes no other with it", async () => {
  const answer = await gateway.send(
    "query @transaction { shopFailures { reciprocal } shopCounters { n } billingBills { id } }",
  );
  expect(codes(answer)).toEqual(["INVALID_VALUE"]);
  expect(answer.body.data).toEqual({ shopFailures: null, shopCounters: [{ n: 0 }], billingBills: [{ id: 7 }] });
});

test("what cannot be serialized is read again as often as it may be", async () => {
  // T1 has read the day before T2 ended it, and books on that day after the reader has seen that it is over.
  const read = async (retries: number) => {
    await shop.query("truncate batches, receipts; insert into batches values (1, 1)");
    const [first, second] = [new Client({ connectionString: shop.url }), new Client({ connectionString: shop.url })];
    onTestFinished(async () => {
      await first.end();
      await second.end();
    });
    await first.connect();
    await second.connect();
    await first.query("begin isolation level serializable; select day from batches");
    await second.query("begin isolation level serializable; update batches set day = 2; commit");
    const naps = await holdNaps(shop.url);
    const reading = gateway.send(
      `query @transaction(isolation: SERIALIZABLE, retries: ${retries}) { shopBatches { day } shopNaps { nap } shopReceipts { day } }`,
    );
    await naps.begun();
    await first.query("insert into receipts values (2, 1); commit");
    await naps.end();
    return reading;
  };
  const refused = await read(0);
  expect(codes(refused)).toContain("SERIALIZATION_FAILURE");
  const { body } = await read(2);
  expect(body).toEqual({ data: { shopBatches: [{ day: 2 }], shopNaps: [{ nap: "" }], shopReceipts: [{ day: 1 }] } });
});

test.each([
  ["retries: 11", "@transaction(retries: 11): give a number from 0 to 10."],
  ["retries: -1", "@transaction(retries: -1): give a number from 0 to 10."],
  ["timeoutMs: 0", "@transaction(timeoutMs: 0): give at least 1, or leave it out."],
])("%s is refused", async (argument, message) => {
  const { body } = await gateway.send(`query @transaction(${argument}) { shopCounters { n } }`);
  expect(body).toMatchObject({ errors: [{ message, extensions: { code: "BAD_USER_INPUT" } }] });
});

test("variables may give the arguments", async () => {
  const query = "query ($retries: Int!) @transaction(retries: $retries) { shopCounters { n } }";
  expect(await gateway.data(query, { retries: 1 })).toEqual({ shopCounters: [{ n: 0 }] });
  expect(codes(await gateway.send(query, { retries: 99 }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await gateway.send(query, { retries: "x" }))).toEqual(["BAD_USER_INPUT"]);
});

test("timeoutMs ends it, and its connection is free again", async () => {
  const naps = await holdNaps(shop.url);
  const answer = await gateway.send("query @transaction(timeoutMs: 100) { shopNaps { nap } }");
  expect(answer.body.errors).toMatchObject([
    { extensions: { code: "STATEMENT_TIMEOUT", database: "shop", limit: "timeoutMs" } },
  ]);
  await expect.poll(() => gateway.gateway.pools.get("shop").stats()).toMatchObject({ inUse: 0, inTransaction: 0 });
  await naps.end();
});

test("a client that leaves ends it", async () => {
  const naps = await holdNaps(shop.url);
  const client = new AbortController();
  const body = JSON.stringify({ query: "query @transaction { shopNaps { nap } billingBills { id } }" });
  const headers = { "content-type": "application/json" };
  const request = fetch(gateway.url, { method: "POST", headers, body, signal: client.signal }).catch(() => {});
  await naps.begun();
  client.abort();
  await request;
  for (const name of ["shop", "billing"]) {
    await expect.poll(() => gateway.gateway.pools.get(name).stats()).toMatchObject({ inUse: 0, inTransaction: 0 });
  }
  await naps.end();
});

test("a pool that is closed fails its own fields only", async () => {
  const pool = gateway.gateway.pools.get("shop");
  await pool.close();
  const answer = await gateway.send(`query @transaction { shopCounters { n } billingBills { id counter { n } } }`);
  expect(codes(answer)).toEqual(["POOL_CLOSED", "POOL_CLOSED"]);
  expect(answer.body.data).toEqual({ shopCounters: null, billingBills: [{ id: 7, counter: null }] });
  await pool.reopen();
});
