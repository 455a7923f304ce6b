import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Extend } from "../../src/graphql/index.ts";
import { bearer } from "../support/asker.ts";
import { hasPgBouncer, type PgBouncer, startPgBouncer } from "../support/pgbouncer.ts";
import { type SecuredShop, signToken, startSecuredShop } from "./row-security-shop.ts";

const who = "select current_user || ' ' || coalesce(current_setting('request.jwt.claims', true), '')";
const count = "select count(*)::int from orders";

const extend: Extend = (builder) => {
  const asked = (text: string, sql: string) =>
    builder.queryField(text, (t) =>
      t.field({ type: "String", resolve: async (_, _args, ctx) => String(await ctx.db("shop").value({ text: sql })) }),
    );
  asked("who", who);
  asked("count", count);
  asked("forgetful", "reset role");
  builder.queryField("counts", (t) =>
    t.field({
      type: "String",
      resolve: async (_, _args, ctx) => {
        const inside = await ctx.db("shop").withTransaction(async (own) => own.value({ text: count }));
        const both = await Promise.all([ctx.db("shop").value({ text: count }), ctx.db("shop").value({ text: who })]);
        return JSON.stringify([inside, ...both]);
      },
    }),
  );
  builder.queryField("resetting", (t) =>
    t.field({
      type: "String",
      resolve: (_, _args, ctx) =>
        ctx.db("shop").withTransaction(async (own) => {
          await own.command({ text: "reset role" });
          return String(await own.value({ text: count }));
        }),
    }),
  );
  builder.mutationField("place", (t) =>
    t.field({
      type: "String",
      writes: ["shop"],
      args: { customer: t.arg.int({ required: true }) },
      resolve: async (_, { customer }, ctx) => {
        const text = "insert into orders (customer_id) values ($1) returning current_user::text";
        return String(await ctx.db("shop").value({ text, values: [customer] }));
      },
    }),
  );
};

const ways = [["directly", false], ...(hasPgBouncer ? [["through PgBouncer", true] as const] : [])] as const;

describe.each(ways)("%s", (_, isPooled) => {
  let own: SecuredShop;
  let pooler: PgBouncer | undefined;
  beforeAll(async () => {
    own = await startSecuredShop(async (config, shop) => {
      await shop.query(`
        create view naps as select 1 as id, pg_sleep(30)::text as nap;
        grant select on naps to app_customer;
        create policy those on orders to app_admin using (claim('role') = current_user);
      `);
      pooler = isPooled ? await startPgBouncer(shop.gatewayUrl, { default_pool_size: 1 }) : undefined;
      const { shop: database, ...others } = config.databases ?? {};
      const settings = typeof database === "object" ? database : {};
      const pool = { ...settings.pool, queryTimeout: 2_000 };
      const secured = { ...settings, ...(pooler && { url: pooler.url }), pool };
      return {
        ...config,
        databases: { shop: secured, ...others },
        runSql: { mode: "readWrite" },
        extend,
      };
    });
  });
  afterAll(async () => {
    await own?.dispose();
    await pooler?.stop();
  });

  /** What the session is when it is nobody's. */
  const nobody = () => `${own.shop.role("app_gateway")} `;
  const session = () => own.gateway.gateway.pools.get("shop").value({ text: who, effects: "none" });
  const ask = async (claims: Record<string, unknown>, query: string) => (await own.ask("admin", claims, query)).body;

  test("a statement of one's own is run as who asks, with the claims", async () => {
    const body = await ask({ sub: "x", n: 12345678901234567890n.toString() }, "{ who }");
    const [role, claims = ""] = String(body.data?.who).split(/ (.*)/s);
    const admin = own.shop.role("app_admin");
    expect(role).toBe(admin);
    expect(JSON.parse(claims)).toMatchObject({ role: admin, sub: "x", n: "12345678901234567890" });
    expect(await session()).toBe(nobody());
    expect(own.gateway.gateway.pools.get("shop").stats().isPooled).toBe(isPooled);
  });

  test("by whoever asks: a role has the custom fields that it may see", async () => {
    const { body } = await own.ask("customer", { customer_id: 1 }, "{ who count }");
    const [asWhom, claims = ""] = String(body.data?.who).split(/ (.*)/s);
    const customer = own.shop.role("app_customer");
    expect([asWhom, body.data?.count]).toEqual([customer, "4"]);
    expect(JSON.parse(claims)).toMatchObject({ role: customer, customer_id: 1 });
  });

  test("so are its transactions, and statements side by side", async () => {
    const body = await ask({}, "{ counts count }");
    const [inside, beside, asWhom] = JSON.parse(String(body.data?.counts));
    expect([inside, beside, body.data?.count]).toEqual([12, 12, "12"]);
    expect(asWhom).toContain(own.shop.role("app_admin"));
    const snapshot = await ask({}, "query @transaction { count who }");
    expect(snapshot.data).toMatchObject({ count: "12", who: expect.stringContaining(own.shop.role("app_admin")) });
  });

  test("and what it writes in a mutation", async () => {
    const body = await ask({}, "mutation { place(customer: 1) deleteShopOrders(where: {id: {gte: 100}}) { count } }");
    expect(body).toEqual({ data: { place: own.shop.role("app_admin"), deleteShopOrders: { count: 1 } } });
  });

  test("one that forgets its role may do nothing, and is nobody after it", async () => {
    const body = await ask({}, "{ resetting }");
    expect(body).toMatchObject({ data: { resetting: null } });
    expect(body.errors).toHaveLength(1);
    expect(await ask({}, "{ forgetful count }")).toMatchObject({ data: { count: "12" } });
    expect(await session()).toBe(nobody());
  });

  test("SQL that an operator sends is run as who sends it", async () => {
    const runSql = (sql: string) =>
      ask({}, `mutation { runSql(database: "shop", sql: ${JSON.stringify(sql)}) { rows } }`);
    expect(await runSql("select current_user")).toEqual({ data: { runSql: { rows: [[own.shop.role("app_admin")]] } } });
    expect((await runSql("create table mine (id int)")).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect(await session()).toBe(nobody());
  });

  describe("nobody gets the role of who had the connection before", () => {
    const customers = async (id: number) =>
      (await own.ask("customer", { customer_id: id }, "{ shopCustomers { id } }")).body;
    const clean = async () => {
      expect(await session()).toBe(nobody());
      expect(await customers(2)).toEqual({ data: { shopCustomers: [{ id: 2 }] } });
      expect(await customers(3)).toEqual({ data: { shopCustomers: [{ id: 3 }] } });
    };

    test("whose statement failed", async () => {
      const { body } = await own.ask("customer", { customer_id: "x" }, "{ shopCustomers { id } }");
      expect(body.errors?.[0]?.extensions.code).toBe("INVALID_VALUE");
      await clean();
    });

    test("whose statement took too long, alone and in a transaction", async () => {
      for (const query of ["{ shopNaps { nap } }", "query @transaction { shopNaps { nap } }"]) {
        const { body } = await own.ask("customer", { customer_id: 1 }, query);
        expect(body.errors?.[0]?.extensions.code).toBe("STATEMENT_TIMEOUT");
        await clean();
      }
    });

    test("who left, alone and in a transaction", async () => {
      for (const query of ["{ shopNaps { nap } }", "query @transaction { shopNaps { nap } }"]) {
        const controller = new AbortController();
        const token = await signToken({ role: "customer", customer_id: 1 });
        const answer = fetch(own.gateway.url, {
          method: "POST",
          headers: { "content-type": "application/json", ...bearer(token) },
          body: JSON.stringify({ query }),
          signal: controller.signal,
        });
        const pool = own.gateway.gateway.pools.get("shop");
        while (pool.stats().inUse === 0) await sleep(5);
        controller.abort();
        await expect(answer).rejects.toThrow();
        await clean();
      }
    });

    test("whose backend was ended", async () => {
      await own.shop.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app_gateway'");
      await clean();
    });
  });
});
