import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startServer } from "../../support/server.ts";
import { backendOf, createPool, expectBalance, hold, until } from "./support.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.dispose());

describe("a server that goes away and comes back", () => {
  test.each(["stop", "kill"] as const)("by %s: one clear error at once, then as if nothing had been", async (end) => {
    const pool = createPool(server.url, { size: 2, overflow: 4, acquireTimeout: 60_000, queryTimeout: 60_000 });
    await pool.open();
    const loan = await hold(pool);
    const waiting = Array.from({ length: 8 }, () =>
      pool.borrow((lease) => lease.value({ text: "select pg_sleep(60)" })).catch((error: unknown) => error),
    );
    await until(() => pool.stats().inUse === 6);
    await server[end]();
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    await expect(backendOf(loan.lease)).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    await loan.giveBack();
    await expect(pool.borrow(backendOf)).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:DATABASE_UNAVAILABLE|CIRCUIT_OPEN)$/),
      // The last attempt may have met a server that was about to go.
      cause: { code: expect.stringMatching(/^(?:ECONNREFUSED|ECONNRESET|57P03)$/) },
    });
    expect(pool.stats().state).toBe("down");
    expectBalance(pool);

    await server.start();
    // A server that is still starting up counts as one that fails.
    await until(async () => (await pool.value({ text: "select 1" }).catch(() => 0)) === 1);
    await until(() => pool.stats().idle === 2);
    expect(pool.stats()).toMatchObject({ state: "open", inUse: 0, waiting: 0 });
    expectBalance(pool);
  });

  test("is found again in the background, without a borrower", async () => {
    const pool = createPool(server.url, { size: 2, overflow: 0 });
    await pool.open();
    await server.stop();
    await until(() => pool.stats().state === "down");
    await server.start();
    await until(() => pool.stats().idle === 2);
    expect(pool.stats().state).toBe("open");
  });
});
