import { expect, onTestFinished } from "vitest";
import type { PoolConfig } from "../../../src/config/index.ts";
import { lendDatabase } from "../../support/databases.ts";
import { fault, recordRecovery, sessionCount } from "../../support/faults/index.ts";
import { startProxy } from "../../support/proxy.ts";
import { host, startWithHosts } from "./own-hosts.ts";

fault("N11a", async () => {
  const { gateway, old } = await openNamed({ size: 2, overflow: 2 });
  gateway.leadTo(undefined);
  expect(await gateway.ask()).toBe("ok");
  old.reset();
  await expect.poll(() => gateway.ask()).toBe("DATABASE_UNAVAILABLE");
  expect(await gateway.ask()).not.toBe("ok");

  gateway.leadTo("127.0.0.1");
  const since = performance.now();
  while ((await gateway.ask()) !== "ok") {}
  recordRecovery(performance.now() - since);
});

fault("N11b", async () => {
  const { gateway, old, moved } = await openNamed({ size: 2, overflow: 2, maxLifetime: 1_000 });
  gateway.leadTo("127.0.0.2");
  const since = performance.now();
  do expect(await gateway.ask()).toBe("ok");
  while (old.links.size > 0 || moved.links.size === 0);
  recordRecovery(performance.now() - since);
});

/** The same port of two addresses; the name leads to the first. */
async function openNamed(pool: PoolConfig) {
  const shop = await lendDatabase("create table items (note text); insert into items values ('here')");
  onTestFinished(async () => {
    await expect.poll(() => sessionCount(shop.url)).toBe(0);
    await shop.dispose();
  });
  const billing = await lendDatabase("create table bills (id int primary key); insert into bills values (1), (2)");
  onTestFinished(() => billing.dispose());
  const old = await startProxy(shop.url);
  onTestFinished(() => old.close());
  const moved = await startProxy(shop.url, { host: "127.0.0.2", port: old.port });
  onTestFinished(() => moved.close());
  const url = new URL(old.url);
  url.hostname = host;
  return { gateway: await startWithHosts(url.href, billing.url, pool), old, moved };
}
