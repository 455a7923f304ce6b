import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { createPools, describeOverload, readServerLoads } from "../../../src/pools/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { type Server, startServer } from "../../support/server.ts";
import { poolSettings } from "../../unit/pools/support.ts";

let shop: TestDatabase;
let billing: TestDatabase;
let small: Server;
beforeAll(async () => {
  [shop, billing] = await Promise.all([createDatabase(), createDatabase()]);
  small = await startServer({ max_connections: "12", superuser_reserved_connections: "2" });
});
afterAll(async () => {
  await small.dispose();
  await shop.dispose();
  await billing.dispose();
});

const targetOf = (name: string, url: string, size: number, overflow: number) => ({
  name,
  connection: { url },
  settings: poolSettings({ size, overflow }),
});

test("databases of one server are added up, by whatever name it is reached, and compared with what it gives", async () => {
  const other = new URL(small.url);
  other.hostname = "localhost";
  const pools = createPools([
    targetOf("shop", shop.url, 1, 1),
    targetOf("a", small.url, 2, 4),
    targetOf("billing", billing.url, 1, 0),
    targetOf("b", other.href, 2, 3),
  ]);
  onTestFinished(() => pools.close());
  const loads = await readServerLoads(pools.all);
  const { host } = new URL(small.url);
  expect(loads).toEqual([
    {
      server: new URL(shop.url).host,
      databases: [
        { name: "shop", size: 1, overflow: 1 },
        { name: "billing", size: 1, overflow: 0 },
      ],
      most: 3,
      available: expect.any(Number),
    },
    {
      server: host,
      databases: [
        { name: "a", size: 2, overflow: 4 },
        { name: "b", size: 2, overflow: 3 },
      ],
      most: 11,
      available: 10,
    },
  ]);
  expect(describeOverload(loads)).toEqual([
    `${host} gives 10 connections to everybody, and this process alone may ask for 11 (a 2 + 4, b 2 + 3). With the sizes alone, 2 processes fit: 2 × 4 = 8`,
  ]);
  expect(describeOverload(loads, 10)).toEqual([]);
});
