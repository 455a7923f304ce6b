import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { subscribe } from "../../support/streams.ts";
import { type Shop, startShop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await startShop((builder) => {
    builder.mutationField("log", (t) =>
      t.boolean({
        writes: ["shop"],
        resolve: async (_, _args, ctx) => {
          await ctx.db("shop").command({ text: "insert into log values ('logged')" });
          return true;
        },
      }),
    );
    builder.subscriptionField("count", (t) =>
      t.int({
        subscribe: async function* () {
          yield 1;
          yield 2;
        },
        resolve: (n) => Number(n),
      }),
    );
  });
});
afterAll(() => shop?.dispose());

test("what operators look at stays as it is beside fields of one's own", async () => {
  const query =
    '{ pool(database: "shop") { settings { size breaker { failures } } stats { state breaker { state } } } }';
  expect(await shop.gateway.data(query)).toMatchObject({ pool: { settings: { size: 2 }, stats: { state: "OPEN" } } });
  const types = ["Pool", "PoolStats", "PoolSettings", "ServerStats", "Latency", "Breaker", "Drained"];
  for (const name of types) {
    const type = shop.gateway.gateway.schema.getType(name);
    const fields = type && "getFields" in type ? Object.values(type.getFields()) : [];
    expect(fields.map((field) => field.extensions.sluice)).toEqual(fields.map(() => ({ kind: "gateway" })));
  }
  const stream = subscribe(
    "WebSocket",
    shop.gateway.url,
    "subscription { poolEvents(kinds: [DRAINED]) { __typename database } }",
  );
  onTestFinished(() => stream.close());
  const event = stream.data();
  await expect.poll(() => shop.gateway.gateway.subscriptions).toBe(1);
  shop.gateway.gateway.pools.get("billing").drain();
  expect(await event).toEqual({ poolEvents: { __typename: "Drained", database: "billing" } });
});

test.each(["SSE", "WebSocket"] as const)("a subscription of one's own comes over %s", async (transport) => {
  const stream = subscribe(transport, shop.gateway.url, "subscription { count }");
  onTestFinished(() => stream.close());
  expect([await stream.next(), await stream.next(), await stream.next()]).toEqual([
    { data: { count: 1 } },
    { data: { count: 2 } },
    undefined,
  ]);
});

test("a verb does not stand beside a field of one's own that writes", async () => {
  const { body } = await shop.gateway.send('mutation { log drainPool(database: "shop") { database } }');
  expect(body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
});
