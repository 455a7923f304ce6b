import { afterEach, describe, expect, test } from "vitest";
import type { DatabaseConfig } from "../../src/config/index.ts";
import { StartError } from "../../src/lib/index.ts";
import { type Change, type SecuredShop, startSecuredShop } from "./row-security-shop.ts";

let own: SecuredShop | undefined;
afterEach(async () => {
  await own?.dispose();
  own = undefined;
});

/** Starts after the database was changed, and answers the problems that it starts with. */
async function problems(sql: string, settings?: DatabaseConfig): Promise<readonly string[]> {
  let named = (text: string) => text;
  const change: Change = async (config, shop) => {
    named = (text) => text.replaceAll(shop.role("app_"), "app_");
    await shop.query(sql);
    const { shop: database, ...others } = config.databases ?? {};
    const base = typeof database === "object" ? database : {};
    return { ...config, databases: { shop: { ...base, ...settings }, ...others } };
  };
  try {
    own = await startSecuredShop(change);
    return [];
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return error.problems.map(({ path, message }) => named(`${path}: ${message}`));
  }
}

const remedy =
  'With access: "rls" it may do nothing by itself, so that nothing is done as nobody: let it be NOSUPERUSER, NOBYPASSRLS, NOCREATEROLE, NOREPLICATION and NOINHERIT, own no table, and be granted roles only (since PostgreSQL 16: WITH INHERIT FALSE)';

describe("a user who may do something by itself is refused at the start", () => {
  test.each([
    ["a superuser", "alter role app_gateway superuser", "is a superuser"],
    ["one who bypasses it", "alter role app_gateway bypassrls", "bypasses row security"],
    ["one who makes roles", "alter role app_gateway createrole", "may make roles"],
    ["one who replicates", "alter role app_gateway replication", "may replicate what is there"],
    ["an owner", "alter table products owner to app_gateway", "owns public.products"],
    [
      "one with a right of its own",
      "grant select on orders to app_gateway",
      "has rights of its own, or everybody's, on public.orders",
    ],
    [
      "one with a right on a column",
      "grant update (note) on orders to app_gateway",
      "has rights of its own, or everybody's, on public.orders",
    ],
    ["everybody's rights", "grant select on items to public", "has rights of its own, or everybody's, on public.items"],
    [
      "one who inherits",
      "grant app_admin to app_gateway with inherit true",
      "has the rights of app_admin without becoming it, has rights",
    ],
    [
      "one who inherits of many",
      "grant pg_read_all_data to app_gateway with inherit true",
      "has the rights of pg_read_all_data without becoming it",
    ],
  ])("%s", async (_, sql, might) => {
    const [problem, ...others] = await problems(sql);
    expect(others).toEqual([]);
    const [first = ""] = might.split(", ");
    expect(problem).toContain(`databases.shop: user "app_gateway" ${first}`);
    expect(problem).toContain(remedy);
  });

  test("one who is another from the start", async () => {
    const start = startSecuredShop((config, shop) => {
      const { shop: database, ...others } = config.databases ?? {};
      const settings = typeof database === "object" ? database : {};
      const url = `${shop.gatewayUrl}?options=${encodeURIComponent(`-c role=${shop.role("app_packer")}`)}`;
      return { ...config, databases: { shop: { ...settings, url }, ...others } };
    });
    await expect(start).rejects.toThrow(/app_\w+_packer" is so by a setting of its connection, has rights/);
  });

  test("and all of it is said at once, shortened", async () => {
    const [problem] = await problems(
      "grant select on all tables in schema public to app_gateway; alter table audits owner to app_gateway",
    );
    expect(problem).toBe(
      `databases.shop: user "app_gateway" owns public.audits, has rights of its own, or everybody's, on public.customers, public.items, public.orders, public.products. ${remedy}`,
    );
  });
});

describe("roles of the database", () => {
  test("that were written down have to be there", async () => {
    const roles = { customer: "app_nobody" };
    expect(await problems("select 1", { rowSecurity: { roles } })).toEqual([
      'databases.shop.rowSecurity.roles.customer: there is no role "app_nobody"',
    ]);
  });

  test("that were written down have to be ones that the user may become", async () => {
    expect(await problems("revoke app_admin from app_gateway")).toEqual([
      'databases.shop.rowSecurity.roles.admin: user "app_gateway" may not become "app_admin". Say GRANT "app_admin" TO "app_gateway"',
    ]);
  });

  test("of the same name need no word, and may be missing", async () => {
    let name = "";
    own = await startSecuredShop((config, shop) => {
      name = shop.role("app_customer");
      const { shop: database, ...others } = config.databases ?? {};
      const { rowSecurity: _, ...settings } = typeof database === "object" ? database : {};
      return {
        ...config,
        databases: { shop: settings, ...others },
        roles: { [name]: {}, other: {} },
        runSql: { mode: "readOnly" },
      };
    });
    const { body } = await own.ask(name, { customer_id: 1 }, "{ shopCustomers { id } }");
    expect(body).toEqual({ data: { shopCustomers: [{ id: 1 }] } });
    expect((await own.ask("other", {}, "{ __typename }")).status).toBe(403);
    const admin = await own.ask("admin", {}, "{ billingInvoices(limit: 1) { id } __schema { queryType { name } } }");
    expect(admin.body.errors).toBeUndefined();
    const sql = await own.ask("admin", {}, 'mutation { runSql(database: "shop", sql: "select 1") { rows } }');
    expect(sql.body.errors).toMatchObject([
      { message: 'Your role may do nothing in database "shop".', extensions: { code: "FORBIDDEN" } },
    ]);
    const hidden = await own.ask("admin", {}, "{ shopCustomers { id } }");
    expect(hidden.body.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
  });
});

test("tables that are open to a role are named at the start, but for those of admin", async () => {
  own = await startSecuredShop(async (config, shop) => {
    await shop.query(`
      create view order_notes as select id, note from orders;
      create view own_notes with (security_invoker) as select id, note from orders;
      create materialized view totals as select sum(total) from orders;
      grant select on order_notes, own_notes, totals to app_packer;
    `);
    return config;
  });
  const role = (name: string) => own?.shop.role(name);
  expect(own.gateway.gateway.warnings).toEqual([
    `Database "shop": no row security stands between role "${role("app_customer")}" and the rows of public.products.`,
    `Database "shop": no row security stands between role "${role("app_packer")}" and the rows of public.order_notes, public.totals.`,
  ]);
});

test("a right that the user is given later is refused when the catalog is read again, and the schema stays", async () => {
  own = await startSecuredShop();
  await own.shop.query("grant select on orders to app_gateway; alter table products add column name text");
  await expect(own.gateway.gateway.reload()).rejects.toThrow("may do nothing by itself");
  const { body } = await own.ask("customer", {}, "{ shopProducts { name } }");
  expect(body.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
  await own.shop.query("revoke select on orders from app_gateway");
  await own.gateway.gateway.reload();
  expect((await own.ask("customer", {}, "{ shopProducts { name } }")).body.errors).toBeUndefined();
});

test("a role that is dropped is nobody, and its schema goes when that is found", async () => {
  own = await startSecuredShop((config, shop) => {
    const { shop: database, ...others } = config.databases ?? {};
    const settings = typeof database === "object" ? database : {};
    const { packer: _, ...roles } = settings.rowSecurity?.roles ?? {};
    const named = { [shop.role("app_packer")]: {} };
    return { ...config, databases: { shop: { ...settings, rowSecurity: { roles } }, ...others }, roles: named };
  });
  const packer = own.shop.role("app_packer");
  expect((await own.ask(packer, {}, "{ shopItems(limit: 1) { product } }")).body.errors).toBeUndefined();
  await own.shop.query("drop owned by app_packer; drop role app_packer");
  const { body } = await own.ask(packer, {}, "{ shopItems(limit: 1) { product } }");
  expect(body).toMatchObject({
    data: { shopItems: null },
    errors: [
      {
        message: 'The roles of database "shop" changed after the gateway had read the catalog.',
        extensions: { code: "SCHEMA_CHANGED" },
      },
    ],
  });
  await own.gateway.gateway.reload();
  expect((await own.ask(packer, {}, "{ shopItems(limit: 1) { product } }")).status).toBe(403);
});
