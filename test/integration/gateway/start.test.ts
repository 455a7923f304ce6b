import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LinkConfig, SluiceConfig } from "../../../src/config/index.ts";
import { createGateway } from "../../../src/gateway/index.ts";
import { StartError } from "../../../src/lib/index.ts";
import { createDatabase, queryDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway } from "../../support/gateway.ts";
import { holdNaps, napsView } from "../../support/naps.ts";

let shop: TestDatabase;
let support: TestDatabase;
beforeAll(async () => {
  shop = await createDatabase("create table customers (id int primary key, email text, region uuid)");
  support = await createDatabase("create table tickets (id int primary key, customer_id bigint, email text)");
});
afterAll(async () => {
  await shop?.dispose();
  await support?.dispose();
});

/** What keeps the gateway from starting. */
async function failure(config: SluiceConfig): Promise<StartError> {
  try {
    const gateway = await createGateway({ server: { port: 0 }, ...config });
    await gateway.stop();
  } catch (error) {
    if (error instanceof StartError) return error;
    throw error;
  }
  throw new Error("It started.");
}

const databases = () => ({ shop: { url: shop.url }, support: { url: support.url } });

/** No connection of a gateway that did not start may stay. */
async function expectNoConnections(): Promise<void> {
  // Of these databases: other gateways are on the same server.
  const text =
    "select count(*)::int as count from pg_stat_activity where application_name like 'sluice/%' and datname = any($1)";
  const names = [shop.name, support.name];
  await expect.poll(async () => (await queryDatabase(shop.name, text, [names]))[0]?.count).toBe(0);
}

describe("databases that are down at start", () => {
  test("are all named at once, with host and port and never a password", async () => {
    const refusing = "postgres://canary-user:canary-password@127.0.0.1:1/orders";
    const unknown = shop.url.replace(/\/[^/]*$/, "/no_such_database");
    const error = await failure({ databases: { a: { url: refusing }, b: { url: unknown }, shop: { url: shop.url } } });
    expect(error.problems.map(({ path }) => path)).toEqual(["databases.a", "databases.b"]);
    expect(error.problems[0]?.message).toContain("127.0.0.1:1/orders");
    expect(error.problems[1]?.message).toContain(`${new URL(unknown).host}/no_such_database`);
    expect(error.message).not.toContain("canary-password");
    await expectNoConnections();
  });

  test("a wrong password is said to be one, and not shown", async () => {
    const wrong = new URL(shop.url);
    wrong.password = "canary-password";
    const error = await failure({ databases: { shop: { url: wrong.href } } });
    expect(error.message).toMatch(/password/i);
    expect(error.message).not.toContain("canary-password");
  });
});

describe("links that do not hold stop the start and name both sides", () => {
  const from = "support.tickets.customer_id";
  test.each<[string, LinkConfig, string]>([
    ["a wrong type", { from: "support.tickets.email", to: "shop.customers.id" }, "cannot be compared"],
    ["an unknown column", { from: "support.tickets.client_id", to: "shop.customers.id" }, "has no column client_id"],
    ["an unknown table", { from, to: "shop.clients.id" }, "there is no table public.clients in shop"],
    ["a target that is not unique", { from: "support.tickets.email", to: "shop.customers.email" }, "is not unique"],
  ])("%s", async (_, link, message) => {
    const error = await failure({ databases: databases(), links: [link] });
    expect(error.problems).toHaveLength(1);
    expect(error.problems[0]).toMatchObject({ path: "links[0]", message: expect.stringContaining(message) });
    expect(error.message).toMatch(/support\.public\.tickets\.\w+ to shop\.public\.\w+\.\w+/);
    await expectNoConnections();
  });

  test("integers of different width make a link, both ways", async () => {
    await shop.query("insert into customers values (1, 'a@x', null)");
    await support.query("insert into tickets values (1, 1, null), (2, 9223372036854775807, null), (3, null, null)");
    const gateway = await startGateway({ databases: databases(), links: [{ from, to: "shop.customers.id" }] });
    try {
      const data = await gateway.data(
        "{ supportTickets { customerId customer { id } } shopCustomers { id tickets { id } } }",
      );
      expect(data).toEqual({
        supportTickets: [
          { customerId: "1", customer: { id: 1 } },
          { customerId: "9223372036854775807", customer: null },
          { customerId: null, customer: null },
        ],
        shopCustomers: [{ id: 1, tickets: [{ id: 1 }] }],
      });
    } finally {
      await gateway.dispose();
    }
  });
});

describe("a database without a table to serve", () => {
  test("alone stops the start, which says why there is none", async () => {
    const empty = await createDatabase();
    const other = await createDatabase("create schema audit; create table audit.events (id int); create table bare ()");
    try {
      const error = await failure({ databases: { empty: { url: empty.url }, other: { url: other.url } } });
      expect(error.message).toBe(`Nothing to serve:
  databases.empty: no table of public is there
  databases.other: no table of public is exposed: other.audit is not among the schemas to expose, and has a table; other.public.bare has no columns, and a type needs a field`);
      await other.query("drop schema public cascade");
      const without = await failure({ databases: { other: { url: other.url } } });
      expect(without.message).toContain('databases.other.schemas[0]: "public" is no schema of this database');
      expect(without.message).toContain("known are audit");
    } finally {
      await empty.dispose();
      await other.dispose();
    }
  });

  test("beside another one is served as it is", async () => {
    const empty = await createDatabase();
    const gateway = await startGateway({ databases: { empty: { url: empty.url }, shop: { url: shop.url } } });
    try {
      expect(gateway.gateway.databases().map(({ name, tables }) => [name, tables])).toEqual([
        ["empty", []],
        ["shop", ["customers"]],
      ]);
      expect(await gateway.data("{ shopCustomers(where: {id: {eq: 0}}) { id } }")).toEqual({ shopCustomers: [] });
    } finally {
      await gateway.dispose();
      await empty.dispose();
    }
  });
});

describe("connections", () => {
  test("beyond the budget stop the start", async () => {
    const error = await failure({ databases: databases(), budget: 9 });
    expect(error.problems).toEqual([
      { path: "databases.support.pool.size", message: expect.stringContaining("5 more connections") },
    ]);
    await expectNoConnections();
  });

  test("that the server could not give are warned of, with the sum", async () => {
    const pool = { size: 1, overflow: 5_000 };
    const both = { shop: { url: shop.url, pool }, support: { url: support.url, pool } };
    const overloaded = await startGateway({ databases: both });
    expect(overloaded.gateway.warnings).toEqual([
      expect.stringMatching(
        /^\S+ gives \d+ connections to everybody, and this process alone may ask for 10002 \(shop 1 \+ 5000, support 1 \+ 5000\)\./,
      ),
    ]);
    await overloaded.dispose();
    const capped = await startGateway({ databases: both, budget: 20 });
    expect(capped.gateway.warnings).toEqual([]);
    await capped.dispose();
  });
});

describe("the address", () => {
  test("other than the loopback needs --insecure", async () => {
    const error = await failure({ databases: databases(), server: { host: "0.0.0.0", port: 0 } });
    expect(error.message).toContain("--insecure");
    const server = { host: "0.0.0.0", port: 0 };
    const gateway = await createGateway({ databases: databases(), server }, { insecure: true });
    const { url } = await gateway.start();
    expect(url).toMatch(/^http:\/\/0\.0\.0\.0:\d+\/graphql$/);
    await gateway.stop();
  });

  test("a port that is taken is named", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const gateway = await createGateway({ databases: databases(), server: { port } });
    await expect(gateway.start()).rejects.toThrow(`127.0.0.1:${port} is in use by another process`);
    await gateway.stop();
    await new Promise((resolve) => other.close(resolve));
  });
});

describe("stopping", () => {
  test("ends every connection, and a second call changes nothing", async () => {
    const gateway = await startGateway({ databases: databases() });
    await gateway.data("{ shopCustomers { id } }");
    await Promise.all([gateway.dispose(), gateway.dispose()]);
    await gateway.dispose();
    await expectNoConnections();
    await expect(fetch(gateway.url)).rejects.toThrow();
  });
});

test("a connection that is kept alive does not outlive the gateway", async () => {
  const slow = await createDatabase(napsView);
  const gateway = await startGateway({ databases: { slow: { url: slow.url, prefix: "" } } });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = () =>
    new Promise<{ status: number | undefined; connection: string | undefined }>((resolve, reject) => {
      const headers = { "content-type": "application/json" };
      const sent = request(gateway.url, { method: "POST", agent, headers }, (answer) => {
        answer
          .resume()
          .once("end", () => resolve({ status: answer.statusCode, connection: answer.headers.connection }));
      });
      sent.once("error", reject).end(JSON.stringify({ query: "{ naps { nap } }" }));
    });
  const naps = await holdNaps(slow.url);
  const answered = post();
  await naps.begun();
  const stopped = gateway.dispose();
  await naps.end();
  expect(await answered).toEqual({ status: 200, connection: "close" });
  await stopped;
  await expect(post()).rejects.toThrow();
  agent.destroy();
  await slow.dispose();
});

test("a gateway that was stopped does not start again", async () => {
  const gateway = await createGateway({ databases: { shop: shop.url }, server: { port: 0 } });
  await gateway.stop();
  await expect(gateway.start()).rejects.toThrow("was stopped");
});

test("a gateway can be asked in its own process, without listening", async () => {
  const gateway = await createGateway({ databases: { shop: shop.url } });
  const request = new Request("http://localhost/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", host: "localhost" },
    body: JSON.stringify({ query: "{ shopCustomers { id } }" }),
  });
  const response = await gateway.fetch(request);
  expect(await response.json()).toMatchObject({ data: { shopCustomers: expect.any(Array) } });
  await gateway.stop();
});
