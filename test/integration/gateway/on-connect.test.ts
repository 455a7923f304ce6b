import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { SessionHook } from "../../../src/config/index.ts";
import { createGateway } from "../../../src/gateway/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway } from "../../support/gateway.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase(`
    create view tenants as select 1 as id, current_setting('app.tenant', true) as tenant, current_user::text as role;
    create table secrets (id int primary key);
    create role sluice_reader;
    grant select on tenants to sluice_reader;
  `);
});
afterAll(async () => {
  await database.query("drop owned by sluice_reader; drop role sluice_reader");
  await database.dispose();
});

async function start(onConnect: SessionHook) {
  const gateway = await startGateway({
    databases: { shop: { url: database.url, prefix: "", pool: { size: 1, overflow: 1, onConnect } } },
  });
  onTestFinished(() => gateway.dispose());
  return gateway;
}

test("what it sets is there for every request, also after a session was cleaned", async () => {
  const names: string[] = [];
  const gateway = await start(async (session) => {
    names.push(session.database);
    await session.value({ text: "select set_config('app.tenant', $1, false)", values: ["acme"] });
  });
  const ask = () => gateway.data("{ tenants { tenant } }");
  expect(await ask()).toEqual({ tenants: [{ tenant: "acme" }] });
  await gateway.gateway.pools.get("shop").command({ text: "set app.tenant = 'other'" });
  expect(await ask()).toEqual({ tenants: [{ tenant: "acme" }] });
  expect(names).toEqual(["shop", "shop"]);
});

test("the role that it takes decides what is exposed", async () => {
  const gateway = await start(async (session) => {
    await session.command({ text: "set role sluice_reader" });
  });
  expect(await gateway.data("{ tenants { role } }")).toEqual({ tenants: [{ role: "sluice_reader" }] });
  expect(gateway.gateway.databases()[0]?.tables).toEqual(["tenants"]);
});

test("where it fails, the gateway does not start and says why", async () => {
  const onConnect = () => Promise.reject(new Error("no role for today"));
  const work = createGateway({ databases: { shop: { url: database.url, pool: { onConnect } } } });
  await expect(work).rejects.toMatchObject({
    problems: [{ path: "databases.shop", message: expect.stringMatching(/^Cannot connect .*: no role for today$/) }],
  });
});
