import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Server, startServer } from "../../support/server.ts";
import { backendOf, createPool, expectBalance, hold, until } from "./support.ts";

/** A port of the loopback at which nobody listens, and which nobody is given by chance. */
const closed = { url: "postgres://ada:s3cret@127.0.0.1:1/shop", target: "127.0.0.1:1/shop" };

/** A port of the loopback, of a listener that accepts and never answers. */
async function listen() {
  const sockets = new Set<Socket>();
  const listener = createServer((socket) => {
    sockets.add(socket);
    // One that does not read would not notice that the other side has closed.
    socket.resume().on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  await once(listener.listen(0, "127.0.0.1"), "listening");
  const { port } = listener.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await once(listener.close(), "close");
  };
  onTestFinished(close);
  return { url: `postgres://ada:s3cret@127.0.0.1:${port}/shop`, sockets };
}

describe("a port that refuses", () => {
  test("fails the start with an error for operators", async () => {
    const { url, target } = closed;
    const error = await createPool(url)
      .open()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      message: expect.stringContaining(`Cannot connect to database "shop" at ${target}: connect ECONNREFUSED`),
      details: { database: "shop", retryable: true },
      cause: { code: "ECONNREFUSED" },
    });
    expect(String(error)).not.toContain("s3cret");
  });

  test("fails every borrower at once, and none is told of the host", async () => {
    const pool = createPool(closed.url, { acquireTimeout: 60_000 });
    const answers = await Promise.allSettled(Array.from({ length: 100 }, () => pool.borrow(backendOf)));
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: "rejected",
        reason: { code: "DATABASE_UNAVAILABLE", message: 'Database "shop" is unavailable.' },
      });
    }
    expect(pool.stats()).toMatchObject({ state: "down", waiting: 0, total: 0, acquired: 0 });
    expectBalance(pool);
    await expect(pool.borrow(backendOf)).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
  });

  test("is not stormed while the database is down", async () => {
    const pool = createPool(closed.url, { size: 5 });
    await expect(pool.open()).rejects.toThrow("ECONNREFUSED");
    const { created } = pool.stats();
    await Promise.allSettled(Array.from({ length: 100 }, () => pool.borrow(backendOf)));
    expect(pool.stats().created).toBeLessThan(created + 5);
  });
});

test("a port that cannot be is an error like any other", async () => {
  const pool = createPool("postgres://ada@127.0.0.1/shop?port=70000");
  await expect(pool.open()).rejects.toThrow('Cannot connect to database "shop" at 127.0.0.1:70000/shop: ');
  await expect(pool.borrow(backendOf)).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
});

describe("a host that never answers", () => {
  test("fails the start after the time to connect", async () => {
    const { url, sockets } = await listen();
    const pool = createPool(url, { size: 2, connectTimeout: 30 });
    await expect(pool.open()).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE", details: { retryable: true } });
    await until(() => pool.stats().destroyed === pool.stats().created && sockets.size === 0);
  });

  test("fails a borrower after the time to wait, and the slot is free again", async () => {
    const { url } = await listen();
    const pool = createPool(url, { size: 1, overflow: 0, acquireTimeout: 30, connectTimeout: 1_000 });
    await expect(pool.borrow(backendOf)).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    expect(pool.stats()).toMatchObject({ timeouts: 1, waiting: 0, inUse: 0 });
    await until(() => pool.stats().total === 0);
    expectBalance(pool);
  });

  test("does not keep a pool from closing", async () => {
    const { url, sockets } = await listen();
    const pool = createPool(url, { acquireTimeout: 60_000, connectTimeout: 60_000 });
    const borrower = pool.borrow(backendOf);
    await until(() => sockets.size === 1);
    const opening = pool.open();
    const refused = [
      expect(borrower).rejects.toMatchObject({ code: "POOL_CLOSED" }),
      expect(opening).rejects.toMatchObject({ code: "POOL_CLOSED" }),
    ];
    await pool.close();
    await Promise.all(refused);
    await until(() => sockets.size === 0);
    expect(pool.stats()).toMatchObject({ state: "closed", total: 0, created: 5, destroyed: 5 });
  });
});

describe("a server that refuses", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer({ max_connections: "8", superuser_reserved_connections: "3" });
    const admin = new Client({ connectionString: server.url });
    await admin.connect();
    await admin.query("create role ada login password 'ada'");
    await admin.end();
  });
  afterAll(() => server.dispose());
  // Those of the test before take a moment to leave, and there is room for few.
  beforeEach(async () => {
    const others = "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";
    await until(async () => (await server.query(others)).length === 0);
  });

  const urlOf = (user: string, password: string, database: string) =>
    `postgres://${user}:${password}@${new URL(server.url).host}/${database}`;

  test.each([
    ["a wrong password", "ada", "wr0ng", "postgres", "28P01"],
    ["a missing database", "ada", "ada", "nowhere", "3D000"],
  ])("%s is not worth trying again", async (_, user, password, database, state) => {
    const pool = createPool(urlOf(user, password, database), { size: 1, overflow: 0 });
    const failure = { code: "DATABASE_UNAVAILABLE", details: { database: "shop" }, cause: { code: state } };
    await expect(pool.open()).rejects.toMatchObject(failure);
    const error = await pool.borrow(backendOf).catch((reason: unknown) => reason);
    // Whoever is refused for who it is may be locked out for asking again.
    expect(error).toMatchObject({ ...failure, code: "CIRCUIT_OPEN" });
    expect(pool.stats().breaker).toMatchObject({ state: "open", failures: 1 });
    expect(error).not.toHaveProperty("details.retryable");
    expect(String(error)).not.toContain("wr0ng");
  });

  test("more connections still has those that it granted", async () => {
    const pool = createPool(urlOf("ada", "ada", "postgres"), { size: 2, overflow: 10, acquireTimeout: 60_000 });
    const work = () => pool.borrow((lease) => lease.value({ text: "select 1 from pg_sleep(0.005)" }));
    expect(await Promise.all(Array.from({ length: 60 }, work))).toEqual(Array.from({ length: 60 }, () => 1));
    const { idle, inUse } = pool.stats();
    expect(idle + inUse).toBeLessThanOrEqual(5);
    expectBalance(pool);
  });

  test("more connections is named when a borrower has waited in vain", async () => {
    const pool = createPool(urlOf("ada", "ada", "postgres"), { size: 1, overflow: 10, acquireTimeout: 2_000 });
    const loans = await Promise.all(Array.from({ length: 5 }, () => hold(pool)));
    await expect(pool.borrow(backendOf)).rejects.toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      details: { database: "shop", retryable: true },
      cause: { code: "53300" },
    });
    for (const loan of loans) await loan.giveBack();
  });
});
