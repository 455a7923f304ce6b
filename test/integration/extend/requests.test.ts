import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Shop, startShop } from "./shop.ts";

let shop: Shop;
const [sleeping, woken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
beforeAll(async () => {
  shop = await startShop((builder) => {
    builder.queryField("run", (t) =>
      t.field({
        type: "JSON",
        args: { sql: t.arg.string({ required: true }) },
        resolve: async (_, { sql }, ctx) => {
          const db = ctx.db("shop");
          const rows = await db.query({ text: sql });
          return { rows, one: (await db.one({ text: sql })) ?? null, value: (await db.value({ text: sql })) ?? null };
        },
      }),
    );
    builder.queryField("writeByHand", (t) =>
      t.int({
        resolve: (_, _args, ctx) =>
          ctx.db("shop").withTransaction((own) => own.command({ text: "insert into log values ('by hand')" })),
      }),
    );
    builder.queryField("loaded", (t) =>
      t.field({
        type: ["JSON"],
        resolve: (_, _args, ctx) =>
          Promise.all([
            ctx.load.shopNote("10"),
            ctx.load.shopNote({ id: "11" }),
            ctx.load.shopNote("10"),
            ctx.load.shopNote("999"),
            ctx.load.shopPart({ noteId: "10", line: 1 }),
          ]),
        nullable: { list: true, items: true },
      }),
    );
    builder.queryField("badKey", (t) => t.field({ type: builder.table("ShopNote"), resolve: () => ({ id: "x" }) }));
    builder.queryField("noKey", (t) =>
      t.field({ type: builder.table("ShopPart"), resolve: () => Object({ line: 1 }) }),
    );
    builder.queryField("visible", (t) => t.boolean({ roles: ["staff"], resolve: () => true }));
    builder.queryField("sleep", (t) =>
      t.field({
        type: "Boolean",
        resolve: async (_, _args, ctx) => {
          const { signal } = ctx;
          sleeping.resolve();
          if (signal) await once(signal, "abort");
          woken.resolve();
          return true;
        },
      }),
    );
    builder.subscriptionField("ticks", (t) =>
      t.field({
        type: builder.table("ShopPerson"),
        args: { until: t.arg.int({ required: true }) },
        async *subscribe(_, { until }) {
          for (let n = 1; n <= until; n += 1) {
            await shop.shop.query("update people set name = $1 where id = 1", [`Ada ${n}`]);
            yield { id: 1 };
          }
        },
        resolve: async ({ id }, _args, ctx) => {
          // What the event before had found must not be found again.
          await ctx.load.shopPerson(id);
          return id;
        },
      }),
    );
  });
});
afterAll(() => shop?.dispose());

/** Every connection was given back; the gateway itself may look at the catalog for a moment. */
const expectIdle = () =>
  expect.poll(() => shop.gateway.gateway.pools.get("shop").stats()).toMatchObject({ inUse: 0, inTransaction: 0 });

const send = (query: string, variables?: Record<string, unknown>) => shop.gateway.send(query, variables);

test("ctx.db answers rows, a row and a value, and gives its connections back", async () => {
  const { body } = await send("query ($sql: String!) { run(sql: $sql) }", {
    sql: "select id, name from people where id = 2",
  });
  expect(body).toEqual({ data: { run: { rows: [{ id: 2, name: "Ben" }], one: { id: 2, name: "Ben" }, value: 2 } } });
  await expectIdle();
});

test.each([
  "insert into log values ('x') returning text",
  "with w as (insert into log values ('x') returning text) select * from w",
  "select nextval(pg_get_serial_sequence('counted', 'id'))",
])("a query does not write: %s", async (sql) => {
  await shop.shop.query("create table if not exists counted (id serial)");
  const { body } = await send("query ($sql: String!) { run(sql: $sql) }", { sql });
  expect(body.data).toEqual({ run: null });
  expect(body.errors).toMatchObject([
    {
      message: 'Database "shop" is only read here. A field of Mutation that writes to it names it: writes: ["shop"].',
      extensions: { code: "READ_ONLY", database: "shop" },
    },
  ]);
  expect(await shop.shop.query("select * from log")).toEqual([]);
  await expectIdle();
});

test("a query does not write by hand either", async () => {
  expect((await send("{ writeByHand }")).body.errors).toMatchObject([{ extensions: { code: "READ_ONLY" } }]);
  expect((await send("query @transaction { writeByHand }")).body.errors).toMatchObject([
    { extensions: { code: "READ_ONLY" } },
  ]);
});

test("a statement that fails is told by its code, without its words", async () => {
  const { body } = await send("query ($sql: String!) { run(sql: $sql) }", { sql: "select secret from people" });
  expect(body.errors).toMatchObject([{ extensions: { code: "SCHEMA_CHANGED", database: "shop" } }]);
  expect(JSON.stringify(body)).not.toContain("secret");
});

test("ctx.db reads the moment of the operation", async () => {
  const run = (name: string) => `${name}: run(sql: "select txid_current_snapshot()::text as at")`;
  const { body } = await send(`query @transaction { ${run("a")} ${run("b")} }`);
  expect(body.data?.a).toEqual(body.data?.b);
});

test("ctx.load finds what is asked for together in one statement for each table", async () => {
  const statements = await shop.gateway.statements("{ loaded }");
  // Both are sent at once: either may end first.
  expect(statements.map(({ rows }) => rows).sort()).toEqual([1, 2]);
  const first = { id: "10", personId: 1, text: "first" };
  const loaded = [first, { id: "11", personId: 1, text: null }, first, null, { noteId: "10", line: 1, doc: [1] }];
  expect(await shop.gateway.data("{ loaded }")).toEqual({ loaded });
});

test("what is no key is an error of its field alone", async () => {
  const { body } = await send("{ badKey { id } noKey { line } __typename }");
  expect(body.data).toEqual({ badKey: null, noKey: null, __typename: "Query" });
  expect(body.errors?.map(({ extensions }) => extensions.code).sort()).toEqual([
    "INTERNAL_SERVER_ERROR",
    "INVALID_VALUE",
  ]);
});

test("a field of some roles is there for an administrator, and says for whom it is", async () => {
  expect(await shop.gateway.data("{ visible }")).toEqual({ visible: true });
  const field = shop.gateway.gateway.schema.getQueryType()?.getFields().visible;
  expect(field?.extensions.sluice).toMatchObject({ kind: "custom", roles: ["staff"] });
});

test("a client that leaves aborts ctx.signal", async () => {
  const controller = new AbortController();
  const leaving = fetch(shop.gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ sleep }" }),
    signal: controller.signal,
  });
  await sleeping.promise;
  controller.abort();
  await expect(leaving).rejects.toThrow();
  await woken.promise;
});

test("a subscription answers each event with what is there then", async () => {
  const events = await shop.gateway.stream("subscription { ticks(until: 3) { name notes(limit: 1) { id } } }");
  await shop.shop.query("update people set name = 'Ada' where id = 1");
  expect(events).toEqual([1, 2, 3].map((n) => ({ data: { ticks: { name: `Ada ${n}`, notes: [{ id: "10" }] } } })));
});
