import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../support/command.ts";
import { createDatabase, type TestDatabase } from "../support/databases.ts";

const command = "src/cli/main.ts";
const url = /serves (http:\/\/\S+)/;

let shop: TestDatabase;
let billing: TestDatabase;
let folder: string;
beforeAll(async () => {
  shop = await createDatabase("create table orders (id bigint primary key); insert into orders values (1)");
  billing = await createDatabase("create table invoices (id int primary key, order_id bigint unique)");
  await billing.query("insert into invoices values (7, 1)");
  folder = await mkdtemp(join(tmpdir(), "sluice-command-"));
});
afterAll(async () => {
  await shop?.dispose();
  await billing?.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function ask(address: string | undefined, query: string): Promise<unknown> {
  const response = await fetch(address ?? "", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

test("--database serves any database, and Ctrl-C ends it with nothing left", async () => {
  const flags = ["--database", `shop=${shop.url}`, "--database", `billing=${billing.url}`, "--port", "0"];
  const running = runCommand(command, flags, { cwd: folder });
  const [, address] = await running.waitFor(url);
  expect(await ask(address, "{ shopOrders { id } billingInvoices { orderId } }")).toEqual({
    data: { shopOrders: [{ id: "1" }], billingInvoices: [{ orderId: "1" }] },
  });
  running.interrupt();
  expect(await running.ended).toBe(0);
  expect(running.output()).not.toContain(new URL(shop.url).password);
  const sessions =
    "select count(*)::int as count from pg_stat_activity where application_name in ('sluice/shop', 'sluice/billing') and datname = current_database()";
  await expect.poll(() => shop.query(sessions)).toEqual([{ count: 0 }]);
});

test("a configuration file, .env and the environment together", async () => {
  await writeFile(
    join(folder, "sluice.config.mjs"),
    `export default {
      databases: { shop: { prefix: "" }, billing: {} },
      links: [{ from: "billing.invoices.order_id", to: "shop.orders.id", field: "order", inverse: "invoice" }],
    }`,
  );
  await writeFile(join(folder, ".env"), `SLUICE_DB__SHOP__URL=${shop.url}\nSLUICE_DB__BILLING__URL=overridden\n`);
  const env = { SLUICE_DB__BILLING__URL: billing.url };
  const running = runCommand(command, ["--port", "0"], { cwd: folder, env });
  const [, address] = await running.waitFor(url);
  expect(await ask(address, "{ orders { invoice { id order { id } } } }")).toEqual({
    data: { orders: [{ invoice: { id: 7, order: { id: "1" } } }] },
  });
  running.interrupt();
  expect(await running.ended).toBe(0);
});

test("databases that are down are all named, and the exit code is 1", async () => {
  const down = (name: string) => ["--database", `${name}=postgres://user:canary@127.0.0.1:1/${name}`];
  const running = runCommand(command, [...down("one"), ...down("two"), "--port", "0"], { cwd: tmpdir() });
  expect(await running.ended).toBe(1);
  expect(running.output()).toMatch(/databases\.one: .*127\.0\.0\.1:1\/one/);
  expect(running.output()).toMatch(/databases\.two: .*127\.0\.0\.1:1\/two/);
  expect(running.output()).not.toMatch(/canary|\n {4}at /);
});

test("--read-only reaches the server", async () => {
  await shop.query(`
    create function touch() returns int language sql as 'insert into orders values (2) returning 1';
    create view touched as select touch() as one;
  `);
  const running = runCommand(command, ["--database", shop.url, "--read-only", "--port", "0"], { cwd: tmpdir() });
  const [, address] = await running.waitFor(url);
  expect(await ask(address, "{ toucheds { one } }")).toMatchObject({ errors: [{ extensions: { code: "READ_ONLY" } }] });
  running.interrupt();
  expect(await running.ended).toBe(0);
});

test("wrong flags say what is wrong, and the exit code is 2", async () => {
  const running = runCommand(command, ["--prot", "80"], { cwd: tmpdir() });
  expect(await running.ended).toBe(2);
  expect(running.output()).toContain("--prot");
});
