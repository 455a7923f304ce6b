import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { fault, openProcessScene, shutGate } from "../../support/faults/index.ts";
import { startProxy } from "../../support/proxy.ts";

const hour = 3_600;
const minute = 60_000;
const within = { timeout: 20_000, interval: 20 };

fault("R1a", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const clock = await createFakeClock();
  const pool = { size: 1, overflow: 0, acquireTimeout: 2_000, lockTimeout: 0 };
  const scene = await openProcessScene({ url: database.url, pool, env: clock.env });
  expect(await scene.ask()).toBe("ok");
  const before = await scene.numbers();

  for (const offset of [hour, -hour]) {
    const gate = await shutGate(database.url);
    const working = scene.ask("shopGates { id }");
    await gate.waitFor(1);
    const { timeouts } = (await scene.numbers()).shop;
    const since = performance.now();
    const waiting = scene.ask();
    const arrived = async () => {
      const { shop } = await scene.numbers();
      return shop.waiting + shop.timeouts - timeouts;
    };
    await expect.poll(arrived, within).toBe(1);

    await clock.set(offset);
    // Nobody is refused for an hour that has not passed, and nobody waits an hour longer.
    expect(await waiting).toBe("POOL_EXHAUSTED");
    expect(performance.now() - since).toBeGreaterThanOrEqual(pool.acquireTimeout);
    const { now, shop } = await scene.numbers();
    expect(Math.abs(now - Date.now() - offset * 1_000)).toBeLessThan(minute);
    expect(Math.abs(Date.parse(String(shop.lastUsedAt)) - now)).toBeLessThan(minute);

    await gate.open();
    expect(await working).toBe("ok");
    expect(await scene.ask()).toBe("ok");
  }
  // No connection became old.
  const { shop } = await scene.numbers();
  expect(shop).toMatchObject({ created: before.shop.created, destroyed: 0, validationFailures: 0, errors: 0 });
});

fault("R1b", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const proxy = await startProxy(database.url);
  onTestFinished(() => proxy.close());
  const clock = await createFakeClock();
  const scene = await openProcessScene({ url: proxy.url, direct: database.url, env: clock.env });
  expect(await scene.ask()).toBe("ok");
  await proxy.refuse();
  proxy.reset();
  await expect.poll(() => scene.ask(), within).toBe("CIRCUIT_OPEN");

  for (const offset of [hour, -hour, 0]) {
    await clock.set(offset);
    const { now, shop } = await scene.numbers();
    // The pause has not passed, and is no longer than it was.
    expect(shop.breaker.state).toBe("open");
    const left = Date.parse(String(shop.breaker.nextTryAt)) - now;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(minute);
    expect(await scene.ask()).toBe("CIRCUIT_OPEN");
  }
  await clock.set(hour);
  await proxy.pass();
  await scene.recovers();
  expect((await scene.numbers()).shop.breaker).toMatchObject({ state: "closed", failures: 0 });
});
