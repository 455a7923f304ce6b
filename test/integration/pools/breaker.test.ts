import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PoolEvent } from "../../../src/pools/index.ts";
import { type Server, startServer } from "../../support/server.ts";
import { createPool, until } from "./support.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.dispose());

const read = { text: "select 1", effects: "none" } as const;

describe("a database that does nothing but fail", () => {
  test("is given a pause: borrowers are refused at once, until it is back", async () => {
    const pool = createPool(server.url, { size: 1, overflow: 0, breaker: { failures: 3, resetAfter: 60_000 } });
    const states: string[] = [];
    pool.on((event: PoolEvent) => {
      if (event.kind === "BreakerChanged") states.push(event.state);
    });
    await pool.open();
    await server.stop();
    await until(() => pool.stats().breaker.state === "open");
    // Until it has gone, a server that shuts down refuses in its own words.
    const refusal = () => pool.value(read).catch((error: { cause?: { code?: unknown } }) => error.cause?.code);
    await until(async () => (await refusal()) === "ECONNREFUSED");
    const { breaker, created } = pool.stats();
    expect(breaker.failures).toBeGreaterThanOrEqual(3);
    expect(breaker.nextTryAt?.getTime()).toBeCloseTo((breaker.openedAt?.getTime() ?? 0) + 60_000, -2);
    for (let time = 0; time < 20; time += 1) {
      await expect(pool.value(read)).rejects.toMatchObject({
        code: "CIRCUIT_OPEN",
        message: expect.stringMatching(/^Database "shop" has failed \d+ times in a row and is given a pause\./),
        details: { database: "shop", retryable: true },
        cause: { code: "ECONNREFUSED" },
      });
    }
    expect(pool.stats().created).toBeLessThan(created + 10);

    await server.start();
    await until(() => pool.stats().breaker.state === "closed");
    expect(await pool.value(read)).toBe(1);
    expect(pool.stats().breaker).toEqual({ state: "closed", failures: 0, openedAt: undefined, nextTryAt: undefined });
    expect(states).toEqual(["open", "closed"]);
  });

  test("is tried by one borrower after the pause, also where nothing is kept open", async () => {
    const pool = createPool(server.url, { size: 1, overflow: 0, breaker: { failures: 1, resetAfter: 30 } });
    await server.stop();
    await expect(pool.value(read)).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    expect(pool.stats().breaker.state).toBe("open");
    await until(() => Date.now() > (pool.stats().breaker.nextTryAt?.getTime() ?? 0));
    await expect(pool.value(read)).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    expect(pool.stats().breaker.state).toBe("open");
    await server.start();
    await until(async () => (await pool.value(read).catch(() => 0)) === 1);
    expect(pool.stats().breaker.state).toBe("closed");
  });

  test("may be tried at once when an operator says so", async () => {
    const pool = createPool(server.url, { size: 1, overflow: 0, breaker: { failures: 1, resetAfter: 60_000 } });
    await server.stop();
    await expect(pool.value(read)).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    await server.start();
    // An attempt that began before that would be the borrower's, too.
    await until(() => pool.stats().connecting === 0);
    pool.resetBreaker();
    expect(await pool.value(read)).toBe(1);
  });
});

describe("what says nothing against the database", () => {
  test("opens no breaker: statements that fail, are too slow or too large, and borrowers who leave", async () => {
    const breaker = { failures: 1, resetAfter: 60_000 };
    const pool = createPool(server.url, { size: 1, overflow: 0, queryTimeout: 2_000, maxResultBytes: 10_000, breaker });
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    const work = [
      pool.value({ text: "select 1 / 0" }),
      pool.value({ text: "select pg_sleep(60)" }),
      pool.value({ text: "select repeat('x', 100000)" }),
      pool.value({ text: "select pg_sleep(60)" }, { signal: controller.signal }),
      pool.value({ text: "select pg_terminate_backend(pg_backend_pid())" }),
    ];
    const codes = (await Promise.allSettled(work)).map((each) => each.status === "rejected" && each.reason.code);
    expect(codes).toEqual([
      "INVALID_VALUE",
      "STATEMENT_TIMEOUT",
      "RESULT_TOO_LARGE",
      "REQUEST_ABORTED",
      "DATABASE_UNAVAILABLE",
    ]);
    expect(await pool.value(read)).toBe(1);
    expect(pool.stats().breaker).toMatchObject({ state: "closed", failures: 0 });
  });
});
