import { expect, onTestFinished, test, vi } from "vitest";
import type { ReloadOutcome } from "../../../src/gateway/index.ts";
import { StartError } from "../../../src/lib/index.ts";
import { createDatabase } from "../../support/databases.ts";
import { type Answer, startGateway } from "../../support/gateway.ts";
import { holdNaps, napsView } from "../../support/naps.ts";

async function open(sql: string) {
  const shop = await createDatabase(sql);
  onTestFinished(() => shop.dispose());
  const billing = await createDatabase(
    "create table bills (id int primary key, order_id int unique); insert into bills values (7, 1)",
  );
  onTestFinished(() => billing.dispose());
  const outcomes: ReloadOutcome[] = [];
  const gateway = await startGateway(
    {
      databases: { shop: { url: shop.url }, billing: { url: billing.url } },
      links: [{ from: "billing.bills.order_id", to: "shop.orders.id", field: "order", inverse: "bill" }],
    },
    { onReload: (outcome) => outcomes.push(outcome) },
  );
  onTestFinished(() => gateway.dispose());
  return { shop, billing, gateway, outcomes };
}

const orders = "create table orders (id int primary key, total int); insert into orders values (1, 5)";
/** It looks again after a pause of a second and more. */
const soon = { timeout: 60_000 };
vi.setConfig({ testTimeout: 120_000 });
const codes = ({ body }: Answer) => body.errors?.map(({ extensions }) => extensions.code);

test("a request that meets changed tables makes the gateway read them again", async () => {
  const { shop, gateway, outcomes } = await open(orders);
  expect(await gateway.data("{ shopOrders { id total } }")).toEqual({ shopOrders: [{ id: 1, total: 5 }] });
  await shop.query("alter table orders rename total to amount");

  const changed = await gateway.send("{ shopOrders { total } billingBills { id } }");
  expect(codes(changed)).toEqual(["SCHEMA_CHANGED"]);
  expect(changed.body.data).toEqual({ shopOrders: null, billingBills: [{ id: 7 }] });
  await expect.poll(() => outcomes, soon).toEqual([{ databases: ["shop"], error: undefined }]);

  expect(codes(await gateway.send("{ shopOrders { total } }"))).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
  expect(await gateway.data("{ billingBills { id order { amount bill { id } } } }")).toEqual({
    billingBills: [{ id: 7, order: { amount: 5, bill: { id: 7 } } }],
  });
});

test("a request for what was added makes the gateway read it", async () => {
  const { shop, gateway, outcomes } = await open(
    `${orders}; create type size as enum ('S'); alter table orders add s size`,
  );
  await shop.query("create table notes (id int primary key)");
  expect(codes(await gateway.send("{ shopNotes { id } }"))).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
  await expect.poll(() => outcomes, soon).toEqual([{ databases: ["shop"], error: undefined }]);
  expect(await gateway.data("{ shopNotes { id } }")).toEqual({ shopNotes: [] });

  await shop.query("alter type size add value 'M'");
  const query = "query ($size: ShopSize!) { shopOrders(where: {s: {eq: $size}}) { id } }";
  expect(codes(await gateway.send(query, { size: "M" }))).toEqual(["BAD_USER_INPUT"]);
  await expect.poll(() => outcomes, soon).toHaveLength(2);
  expect(await gateway.data(query, { size: "M" })).toEqual({ shopOrders: [] });
});

test("what comes back is served again", async () => {
  const { shop, gateway } = await open(orders);
  const ask = async () => codes(await gateway.send("{ shopOrders { total } }"))?.[0] ?? "ok";
  for (let time = 0; time < 2; time += 1) {
    await shop.query("alter table orders rename total to amount");
    await expect.poll(ask, soon).toBe("GRAPHQL_VALIDATION_FAILED");
    await shop.query("alter table orders rename amount to total");
    await expect.poll(ask, soon).toBe("ok");
  }
});

test("requests that never fit change nothing", async () => {
  const { gateway, outcomes } = await open(orders);
  const { schema } = gateway.gateway;
  for (let time = 0; time < 20; time += 1) await gateway.send("{ nothing }");
  expect(gateway.gateway.schema).toBe(schema);
  expect(outcomes).toEqual([]);
});

test("what was added is served after reload()", async () => {
  const { shop, gateway } = await open(orders);
  await shop.query("create table notes (id int primary key); alter table orders add note_id int references notes");
  const before = gateway.gateway.schema;
  await gateway.gateway.reload();
  expect(gateway.gateway.schema).not.toBe(before);
  expect(await gateway.data("{ shopNotes { id } shopOrders { note { id } } }")).toEqual({
    shopNotes: [],
    shopOrders: [{ note: null }],
  });
  expect(gateway.gateway.databases()[0]?.tables).toEqual(["notes", "orders"]);
});

test("what cannot be served leaves everything as it was, and says why", async () => {
  const { shop, gateway, outcomes } = await open(orders);
  // The link has nothing to lead to any more.
  await shop.query("alter table orders rename id to number");
  await expect(gateway.gateway.reload()).rejects.toThrow(StartError);
  expect(await gateway.data("{ billingBills { id } }")).toEqual({ billingBills: [{ id: 7 }] });
  expect(codes(await gateway.send("{ shopOrders { id } }"))).toEqual(["SCHEMA_CHANGED"]);
  // They were read already.
  expect(outcomes).toEqual([]);
  await shop.query("alter table orders rename number to code");
  expect(codes(await gateway.send("{ shopOrders { id } }"))).toEqual(["SCHEMA_CHANGED"]);
  await expect.poll(() => outcomes, soon).toMatchObject([{ databases: ["shop"], error: expect.any(StartError) }]);

  await shop.query("alter table orders rename code to id");
  expect(await gateway.data("{ billingBills { order { total } } }")).toEqual({
    billingBills: [{ order: { total: 5 } }],
  });
});

test("requests under way keep the schema that they began with", async () => {
  const { shop, gateway } = await open(`${orders}; ${napsView}`);
  const naps = await holdNaps(shop.url);
  const slow = gateway.data("{ shopNaps { id nap } }");
  await naps.begun();
  await shop.query("comment on column naps.nap is '@name rest'; create table notes (id int primary key)");
  await gateway.gateway.reload();
  expect(await gateway.data("{ shopNotes { id } }")).toEqual({ shopNotes: [] });
  await naps.end();
  expect(await slow).toEqual({ shopNaps: [{ id: 1, nap: "" }] });
  expect(await gateway.data("{ shopNaps { rest } }")).toEqual({ shopNaps: [{ rest: "" }] });
});
