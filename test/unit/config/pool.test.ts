import { expect, test } from "vitest";
import { resolveConfig, resolvePool, type SessionHook } from "../../../src/config/index.ts";
import { poolSettings } from "../pools/support.ts";
import { problemsOf } from "./problems-of.ts";

test("a pool has the defaults that a gateway's has", () => {
  expect(resolvePool("shop")).toEqual(poolSettings());
  const given = { size: 2, breaker: { failures: 1 }, leakWarning: undefined };
  const config = { databases: { shop: { url: "postgres://localhost/shop", pool: given } } };
  expect(resolvePool("shop", given)).toEqual(resolveConfig(config, { strictNames: true }).databases[0]?.pool);
  expect(resolvePool("shop", given)).toEqual(poolSettings({ size: 2, breaker: { failures: 1, resetAfter: 60_000 } }));
});

test.each([
  [{ statementTimeout: 120_000 }, 125_000],
  [{ statementTimeout: 100 }, 5_100],
  [{ statementTimeout: 2 ** 31 - 1 }, 2 ** 31 - 1],
  [{ statementTimeout: 0 }, 35_000],
  [{ statementTimeout: 120_000, queryTimeout: 1_000 }, 1_000],
])("the client waits longer than the server: %o", (given, queryTimeout) => {
  expect(resolvePool("shop", given).queryTimeout).toBe(queryTimeout);
});

test("every problem of a pool's settings is said at once", async () => {
  const settings = { size: 0, queryTimeout: Number.NaN, breaker: { failures: 0.5 } };
  expect(await problemsOf(() => resolvePool("shop", settings))).toEqual([
    "size: must be a whole number from 1 to 262143, received 0",
    "queryTimeout: must be a whole number from 1 to 2147483647, received NaN",
    "breaker.failures: must be a whole number from 1 to 2147483647, received 0.5",
  ]);
});

test("what is done with each connection stands beside the pool, and is no setting of it", async () => {
  const resolve = (onConnect: SessionHook | undefined) =>
    resolveConfig({ databases: { shop: { host: "h", pool: { size: 2, onConnect } } } }, { strictNames: true });
  const hook = async () => {};
  expect(resolve(hook).databases[0]).toMatchObject({ onConnect: hook, pool: poolSettings({ size: 2 }) });
  expect(resolve(undefined).databases[0]).not.toHaveProperty("onConnect");
  expect(await problemsOf(() => resolve(JSON.parse('"set role reader"')))).toEqual([
    'databases.shop.pool.onConnect: must be a function, received "set role reader"',
  ]);
  // Pools without a gateway take it on the target, and must not lose it in silence.
  expect(await problemsOf(() => resolvePool("shop", { size: 2, ...{ onConnect: hook } }))).toEqual([
    expect.stringMatching(/^onConnect: is not a setting/),
  ]);
});

test("settings that were filled in stay as they are", () => {
  const settings = poolSettings({ size: 3, applicationName: "mine" });
  expect(resolvePool("other", settings)).toEqual(settings);
});
