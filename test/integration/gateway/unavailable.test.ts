import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PostgresServer, startPostgres } from "../../../examples/demo/postgres/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { type Answer, startGateway, type TestGateway } from "../../support/gateway.ts";

// `billing` lives on a server of its own, which is stopped and started while the gateway serves.
let directory: string;
let server: PostgresServer;
let shop: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "sluice-unavailable-"));
  server = await startPostgres({ directory });
  const { Client } = await import("pg");
  const client = new Client({ connectionString: server.url("postgres") });
  await client.connect();
  await client.query("create table accounts (id int primary key, customer_id int unique, balance numeric)");
  await client.query("insert into accounts values (1, 1, 10.50)");
  await client.end();
  shop = await createDatabase(`
    create table customers (id int primary key, name text not null);
    insert into customers values (1, 'Ada'), (2, 'Bo');
  `);
  gateway = await startGateway({
    databases: {
      shop: { url: shop.url },
      // However often it is asked while it goes away.
      billing: { url: server.url("postgres"), pool: { size: 2, breaker: { failures: 1_000 } } },
    },
    links: [{ from: "billing.accounts.customer_id", to: "shop.customers.id", field: "customer", inverse: "account" }],
  });
});

afterAll(async () => {
  await gateway?.dispose();
  await server?.stop();
  await shop?.dispose();
  await rm(directory, { recursive: true, force: true });
});

const query = "{ shopCustomers { name account { balance } } billingAccounts { id } }";

const whole = {
  shopCustomers: [
    { name: "Ada", account: { balance: "10.50" } },
    { name: "Bo", account: null },
  ],
  billingAccounts: [{ id: 1 }],
};

const without = {
  shopCustomers: [
    { name: "Ada", account: null },
    { name: "Bo", account: null },
  ],
  billingAccounts: null,
};

/** Asks until this is answered; the test's own timeout bounds it. */
async function until(data: object): Promise<Answer> {
  for (;;) {
    const answer = await gateway.send(query);
    if (isDeepStrictEqual(answer.body.data, data)) return answer;
  }
}

test.each([
  "stop",
  "kill",
] as const)("a database that goes away by %s takes only its own fields with it", async (how) => {
  expect(await gateway.data(query)).toEqual(whole);
  await server[how]();

  // The backends of a postmaster that was killed answer until they notice, one after the other.
  const { status, body } = await until(without);
  expect(status).toBe(200);
  expect(
    body.errors?.map(({ path, extensions }) => [path?.join("."), extensions.code, extensions.database]).sort(),
  ).toEqual([
    ["billingAccounts", "DATABASE_UNAVAILABLE", "billing"],
    ["shopCustomers.0.account", "DATABASE_UNAVAILABLE", "billing"],
    ["shopCustomers.1.account", "DATABASE_UNAVAILABLE", "billing"],
  ]);
  // Neither where the database is nor why it is away is the client's business.
  expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|ECONN|password|postgres/i);

  server = await startPostgres({ directory, port: server.port });
  const { body: recovered } = await until(whole);
  expect(recovered.errors).toBeUndefined();
});
