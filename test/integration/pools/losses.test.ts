import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway } from "../../support/gateway.ts";
import { startProxy } from "../../support/proxy.ts";
import { backendOf, createPool, expectBalance, hold, until } from "./support.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.dispose());

const backends = (name: string) =>
  database.query("select pid from pg_stat_activity where datname = current_database() and application_name = $1", [
    name,
  ]);
const terminate = (pid: unknown) => database.query("select pg_terminate_backend($1::int)", [pid]);

describe("a backend that is terminated", () => {
  test("while idle is replaced in the background, and no borrower notices", async () => {
    const pool = createPool(database.url, { size: 3, overflow: 0, applicationName: "idle" });
    await pool.open();
    for (const { pid } of await backends("idle")) await terminate(pid);
    await until(() => pool.stats().destroyed === 3 && pool.stats().idle === 3);
    expect(await pool.borrow((lease) => lease.value({ text: "select 1" }))).toBe(1);
    await until(async () => (await backends("idle")).length === 3);
    expect(pool.stats()).toMatchObject({ state: "open", created: 6, total: 3 });
  });

  test("while busy fails its statement, and the next borrower has another", async () => {
    const pool = createPool(database.url, { size: 1, overflow: 0 });
    const pid = await pool.borrow(backendOf);
    const work = pool.borrow((lease) => lease.value({ text: "select pg_sleep(60)" }));
    const failed = expect(work).rejects.toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      message: 'Database "shop" is unavailable.',
      details: { database: "shop", retryable: true },
    });
    await until(async () => {
      const active = "select 1 from pg_stat_activity where pid = $1 and state = 'active'";
      return (await database.query(active, [pid])).length === 1;
    });
    await terminate(pid);
    await failed;
    expect(await pool.borrow(backendOf)).not.toBe(pid);
    expect(pool.stats()).toMatchObject({ created: 2, destroyed: 1, inUse: 0 });
  });

  test("while lent and silent fails what comes next, and is never lent on", async () => {
    const pool = createPool(database.url, { size: 1, overflow: 0 });
    await pool.open();
    const loan = await hold(pool);
    const pid = await backendOf(loan.lease);
    await terminate(pid);
    await until(async () => {
      const outcome = await loan.lease.value({ text: "select 1" }).catch((error: unknown) => error);
      return outcome !== 1;
    });
    await expect(loan.lease.value({ text: "select 1" })).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    expect(pool.stats()).toMatchObject({ total: 1, inUse: 1, destroyed: 0 });
    await loan.giveBack();
    expect(await pool.borrow(backendOf)).not.toBe(pid);
    expect(pool.stats()).toMatchObject({ created: 2, destroyed: 1 });
  });
});

describe("a read whose connection is lost", () => {
  /** Resets the connection of each statement that has these words, up to so many times, and counts them. */
  async function cutOff(words: string, times = Number.POSITIVE_INFINITY) {
    const proxy = await startProxy(database.url);
    onTestFinished(() => proxy.close());
    const counter = { sent: 0 };
    proxy.carry((link, way, bytes) => {
      const isMeant = way === "up" && bytes.includes(words);
      if (isMeant) counter.sent += 1;
      if (isMeant && counter.sent <= times) link.reset();
      else link.send(way, bytes);
    });
    return { url: proxy.url, counter };
  }
  const text = "select 'every word of it'";
  const lost = { code: "DATABASE_UNAVAILABLE", details: { database: "shop", retryable: true } };

  test("is sent once more", async () => {
    const { url, counter } = await cutOff("every word", 1);
    const pool = createPool(url, { size: 1, overflow: 0 });
    expect(await pool.value({ text, effects: "none" })).toBe("every word of it");
    expect(counter.sent).toBe(2);
  });

  test.each(["query", "one", "value", "command"] as const)("and not twice, by %s", async (how) => {
    const { url, counter } = await cutOff("every word");
    const pool = createPool(url, { size: 1, overflow: 0 });
    await expect(pool[how]({ text, effects: "none" })).rejects.toMatchObject(lost);
    expect(counter.sent).toBe(2);
    expect(pool.stats()).toMatchObject({ queries: 2, errors: 2, breaker: { state: "closed" } });
  });

  test("and not at all where it may have done something, or its borrower has the connection", async () => {
    const { url, counter } = await cutOff("every word");
    const pool = createPool(url, { size: 1, overflow: 0 });
    const read = { text, effects: "none" } as const;
    const works = [
      () => pool.value({ text, effects: "rows" }),
      () => pool.value({ text }),
      () => pool.borrow((lease) => lease.value(read)),
      () => pool.withTransaction((transaction) => transaction.value(read), { retries: 5 }),
    ];
    for (const [index, work] of works.entries()) {
      pool.resetBreaker();
      await expect(work()).rejects.toMatchObject(lost);
      expect(counter.sent).toBe(index + 1);
    }
  });

  test("and not twice for a request over HTTP", async () => {
    const marked = "every_word";
    await database.query(`create table ${marked} (id int primary key)`);
    const { url, counter } = await cutOff(`"${marked}"`);
    const gateway = await startGateway({ databases: { shop: { url, prefix: "", pool: { size: 1, overflow: 0 } } } });
    onTestFinished(() => gateway.dispose());
    counter.sent = 0;
    const { body } = await gateway.send("{ everyWords { id } }");
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(["DATABASE_UNAVAILABLE"]);
    expect(counter.sent).toBe(2);
  });
});

describe("a statement that gets no answer in time", () => {
  test("is stopped by Postgres, and the connection lives on", async () => {
    const pool = createPool(database.url, { size: 1, overflow: 0, statementTimeout: 1_000 });
    const pid = await pool.borrow(backendOf);
    const work = pool.borrow((lease) => lease.value({ text: "select pg_sleep(60)" }));
    await expect(work).rejects.toMatchObject({ code: "STATEMENT_TIMEOUT", details: { database: "shop" } });
    expect(await pool.borrow(backendOf)).toBe(pid);
  });

  test("is cancelled by the client, and the connection lives on", async () => {
    const pool = createPool(database.url, { size: 1, overflow: 1, queryTimeout: 1_000, applicationName: "slow" });
    const answers = await Promise.allSettled(
      Array.from({ length: 4 }, () => pool.borrow((lease) => lease.value({ text: "select pg_sleep(60)" }))),
    );
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: "rejected",
        reason: { code: "STATEMENT_TIMEOUT", details: { database: "shop", limit: "queryTimeout" } },
      });
      expectBalance(pool);
    }
    expect(pool.stats()).toMatchObject({ created: 2, destroyed: 0, idle: 2, errors: 4 });
    expect(await backends("slow")).toHaveLength(2);
  });
});

describe("an answer that is too large", () => {
  const settings = { size: 1, overflow: 0, maxResultBytes: 100_000 };

  test("ends with its connection, as many rows or as one", async () => {
    const pool = createPool(database.url, settings);
    for (const text of ["select repeat('x', 1000) from generate_series(1, 1000)", "select repeat('x', 1000000)"]) {
      await expect(pool.borrow((lease) => lease.query({ text }))).rejects.toMatchObject({
        code: "RESULT_TOO_LARGE",
        message: 'The answer of database "shop" is larger than 100000 bytes. Ask for fewer rows or fields.',
        details: { database: "shop", limit: "maxResultBytes" },
      });
    }
    expect(pool.stats()).toMatchObject({ destroyed: 2, inUse: 0 });
  });

  test("is one answer, not the sum of several", async () => {
    const pool = createPool(database.url, settings);
    await pool.borrow(async (lease) => {
      for (let i = 0; i < 5; i += 1) await lease.value({ text: "select repeat('x', 90000)" });
    });
    expect(pool.stats()).toMatchObject({ destroyed: 0, idle: 1 });
  });
});
