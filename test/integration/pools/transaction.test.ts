import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { PoolEvent, Transaction, TransactionOptions } from "../../../src/pools/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { gateTable, shutGate } from "../../support/faults/gate.ts";
import { createPool, expectBalance, until } from "./support.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase(`
    create table notes (id int primary key, text text);
    create table parents (id int primary key);
    create table children (parent_id int references parents deferrable initially deferred);
    ${gateTable}
    create function slowly() returns trigger language plpgsql as $$ begin perform from gates; return null; end $$;
    create table slow (id int primary key);
    create constraint trigger slowly after insert on slow deferrable initially deferred
      for each row execute function slowly();
    create table accounts (id int primary key, balance int not null);
    insert into accounts values (1, 100), (2, 100);
  `);
});
afterEach(() => database.query("truncate notes, children, parents"));
afterAll(() => database.dispose());

const insert = (id: number) =>
  ({ text: "insert into notes values ($1, 'note')", values: [id], effects: "rows" }) as const;
const broken = { text: "insert into notes values (1, 'again'), (1, 'again')", effects: "rows" } as const;
const backendsOf = (name: string) =>
  database.query("select 1 from pg_stat_activity where application_name = $1", [name]);
const ids = async () => (await database.query("select id from notes order by id")).map(({ id }) => id);

describe("a transaction", () => {
  test("is committed when its work has ended", async () => {
    const pool = createPool(database.url, { size: 1, overflow: 1 });
    const answer = await pool.withTransaction(async (transaction) => {
      await transaction.command(insert(1));
      expect(pool.stats()).toMatchObject({ inTransaction: 1, inUse: 1 });
      expect(await ids()).toEqual([]);
      return "done";
    });
    expect(answer).toBe("done");
    expect(await ids()).toEqual([1]);
    expect(pool.stats()).toMatchObject({ inTransaction: 0, committed: 1, rolledBack: 0, created: 1, idle: 1 });
  });

  test.each([
    ["its work throws", () => Promise.reject(new Error("mine")), new Error("mine")],
    ["a statement fails", (t: Transaction) => t.command(broken), { code: "UNIQUE_VIOLATION" }],
  ])("is rolled back when %s", async (_, end, error) => {
    const pool = createPool(database.url, { size: 1, overflow: 1 });
    const work = pool.withTransaction(async (transaction) => {
      await transaction.command(insert(1));
      await end(transaction);
    });
    await expect(work).rejects.toMatchObject(error);
    expect(await ids()).toEqual([]);
    expect(pool.stats()).toMatchObject({ committed: 0, rolledBack: 1, created: 1, idle: 1, destroyed: 0 });
  });

  test("is no success where the work ignored an error", async () => {
    const pool = createPool(database.url);
    const work = pool.withTransaction(async (transaction) => {
      await transaction.command(insert(1));
      await transaction.command(broken).catch(() => {});
    });
    await expect(work).rejects.toMatchObject({ code: "TRANSACTION_ABORTED" });
    expect(await ids()).toEqual([]);
  });

  test("is no success where a deferred constraint does not hold", async () => {
    const pool = createPool(database.url, { size: 1, overflow: 1 });
    const work = pool.withTransaction((t) => t.command({ text: "insert into children values (7)", effects: "rows" }));
    await expect(work).rejects.toMatchObject({ code: "FOREIGN_KEY_VIOLATION" });
    expect(pool.stats()).toMatchObject({ created: 1, rolledBack: 1, committed: 0 });
  });

  test("is rolled back where the work leaves a statement running", async () => {
    const pool = createPool(database.url, { size: 1, overflow: 1 });
    let forgotten: Promise<unknown> | undefined;
    const work = pool.withTransaction(async (transaction) => {
      await transaction.command(insert(1));
      forgotten = transaction.value({ text: "select pg_sleep(60)" });
      forgotten.catch(() => {});
    });
    await expect(work).rejects.toThrow("while a statement was running");
    await expect(forgotten).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
    expect(await ids()).toEqual([]);
    expect(pool.stats()).toMatchObject({ inUse: 0, created: 1, destroyed: 0 });
  });

  const modes: readonly (readonly [TransactionOptions, string])[] = [
    [{}, "read committed off off"],
    [{ isolation: "serializable" }, "serializable off off"],
    [{ isolation: "repeatable read", readOnly: true }, "repeatable read on off"],
    [{ isolation: "serializable", readOnly: true, deferrable: true }, "serializable on on"],
  ];
  test("lets nothing start behind its commit", async () => {
    const pool = createPool(database.url, { size: 1, overflow: 0 });
    const gate = await shutGate(database.url);
    let kept: Transaction | undefined;
    const committing = pool.withTransaction(async (transaction) => {
      kept = transaction;
      await transaction.command({ text: "insert into slow values (1)", effects: "rows" });
    });
    await gate.waitFor(1);
    await expect(kept?.command(insert(1))).rejects.toThrow("was used after its work had ended");
    await gate.open();
    await committing;
    expect(await ids()).toEqual([]);
    expect(pool.stats()).toMatchObject({ committed: 1, destroyed: 0, inUse: 0 });
  });

  test.each(modes)("%o is what Postgres has", async (options, expected) => {
    const pool = createPool(database.url);
    const text = `select concat_ws(' ', current_setting('transaction_isolation'),
      current_setting('transaction_read_only'), current_setting('transaction_deferrable'))`;
    expect(await pool.withTransaction((transaction) => transaction.value({ text }), options)).toBe(expected);
  });

  test("may not write where it only reads", async () => {
    const pool = createPool(database.url);
    const work = pool.withTransaction((transaction) => transaction.command(insert(1)), { readOnly: true });
    await expect(work).rejects.toMatchObject({ code: "READ_ONLY" });
  });
});

describe("savepoints", () => {
  test("undo what failed inside them, and nothing else", async () => {
    const pool = createPool(database.url);
    await pool.withTransaction(async (transaction) => {
      await transaction.command(insert(1));
      const inner = transaction.withTransaction(async (nested) => {
        await nested.command(insert(2));
        await nested.withTransaction((deeper) => deeper.command(insert(3)));
        await nested.command(broken);
      });
      await expect(inner).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
      await transaction.withTransaction((nested) => nested.command(insert(4)));
    });
    expect(await ids()).toEqual([1, 4]);
  });

  test("that are begun together run one after the other", async () => {
    const pool = createPool(database.url);
    const order: string[] = [];
    await pool.withTransaction(async (transaction) => {
      const outcomes = await Promise.allSettled(
        [1, 2, 3].map((id) =>
          transaction.withTransaction(async (nested) => {
            order.push(`begin ${id}`);
            await nested.command(insert(id));
            await nested.value({ text: "select pg_sleep(0.005)" });
            order.push(`end ${id}`);
            if (id === 2) throw new Error("no");
          }),
        ),
      );
      expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    });
    expect(order).toEqual(["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"]);
    expect(await ids()).toEqual([1, 3]);
  });

  test("of the transaction around them would wait for themselves, and say so", async () => {
    const pool = createPool(database.url);
    await pool.withTransaction(async (transaction) => {
      const inner = transaction.withTransaction(async (nested) => {
        await nested.withTransaction(async () => {
          await transaction.withTransaction(async () => {});
        });
      });
      await expect(inner).rejects.toThrow(
        "would wait for itself: inside it, use the transaction that its work is given",
      );
      // Afterwards, and beside it, it is as any other.
      await transaction.withTransaction((nested) => nested.command(insert(1)));
    });
    expect(await ids()).toEqual([1]);
  });

  test("are no success where the work inside ignored an error", async () => {
    const pool = createPool(database.url);
    await pool.withTransaction(async (transaction) => {
      const inner = transaction.withTransaction(async (nested) => {
        await nested.command(broken).catch(() => {});
      });
      await expect(inner).rejects.toMatchObject({ code: "TRANSACTION_ABORTED" });
      await transaction.command(insert(1));
    });
    expect(await ids()).toEqual([1]);
  });
});

describe("callbacks", () => {
  test("are called after the commit, or after the rollback, in order", async () => {
    const pool = createPool(database.url);
    const calls: string[] = [];
    const note = (text: string) => async () => {
      calls.push(`${text} with ${(await ids()).length} and ${pool.stats().inTransaction}`);
    };
    const work = (id: number, end: () => void) =>
      pool.withTransaction(async (transaction) => {
        transaction.afterCommit(note("committed"));
        transaction.onRollback(note("rolled back"));
        await transaction.command(insert(id));
        await transaction
          .withTransaction(async (nested) => {
            nested.afterCommit(note("never"));
            nested.onRollback(note("savepoint rolled back"));
            await nested.command(broken);
          })
          .catch(() => {});
        await transaction.withTransaction(async (nested) => nested.afterCommit(note("inner committed")));
        end();
      });
    await work(1, () => {});
    expect(calls).toEqual([
      "savepoint rolled back with 0 and 1",
      "committed with 1 and 0",
      "inner committed with 1 and 0",
    ]);
    calls.length = 0;
    await expect(
      work(2, () => {
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(calls).toEqual(["savepoint rolled back with 1 and 1", "rolled back with 1 and 0"]);
  });

  test("may borrow from a pool of one", async () => {
    const pool = createPool(database.url, { size: 1, overflow: 0 });
    let seen: unknown;
    await pool.withTransaction(async (transaction) => {
      transaction.afterCommit(async () => {
        seen = await pool.value({ text: "select count(*)::int from notes", effects: "none" });
      });
      await transaction.command(insert(1));
    });
    expect(seen).toBe(1);
  });

  test("that fail are announced, and change nothing", async () => {
    const pool = createPool(database.url);
    const events: PoolEvent[] = [];
    pool.on((event) => events.push(event));
    const answer = await pool.withTransaction(async (transaction) => {
      transaction.afterCommit(() => {
        throw new Error("mine");
      });
      await transaction.command(insert(1));
      return "done";
    });
    expect(answer).toBe("done");
    expect(events).toContainEqual(expect.objectContaining({ kind: "CallbackFailed", error: new Error("mine") }));
  });
});

describe("a conflict with another transaction", () => {
  /** Both read, both write what the other has read. */
  const clash = (options: TransactionOptions) => {
    const pool = createPool(database.url);
    const attempts = [0, 0];
    const barrier = Promise.withResolvers<void>();
    let readers = 0;
    const work = (self: number) =>
      pool.withTransaction(async (transaction) => {
        attempts[self] = (attempts[self] ?? 0) + 1;
        await transaction.value({ text: "select sum(balance) from accounts", effects: "none" });
        readers += 1;
        if (readers === 2) barrier.resolve();
        await barrier.promise;
        const text = "update accounts set balance = balance + 1 where id = $1";
        await transaction.command({ text, values: [self + 1], effects: "rows" });
      }, options);
    return { pool, attempts, outcomes: Promise.allSettled([work(0), work(1)]) };
  };

  test("is an error that says it may be sent again", async () => {
    const { pool, outcomes } = clash({ isolation: "serializable" });
    const rejected = (await outcomes).filter((each) => each.status === "rejected");
    expect(rejected).toEqual([
      { status: "rejected", reason: expect.objectContaining({ code: "SERIALIZATION_FAILURE" }) },
    ]);
    expect(pool.stats()).toMatchObject({ committed: 1, rolledBack: 1 });
  });

  test("is repeated as a whole as often as allowed", async () => {
    const { pool, attempts, outcomes } = clash({ isolation: "serializable", retries: 3 });
    expect((await outcomes).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    // One is first; the other one may meet its commit once more before it is over.
    const [first, second = 0] = attempts.toSorted();
    expect(first).toBe(1);
    expect(second).toBeGreaterThan(1);
    expect(pool.stats()).toMatchObject({ committed: 2, rolledBack: second - 1 });
  });

  test("a deadlock, too", async () => {
    const pool = createPool(database.url);
    const barrier = Promise.withResolvers<void>();
    let holders = 0;
    const lock = (transaction: Transaction, id: number) =>
      transaction.command({
        text: "update accounts set balance = balance where id = $1",
        values: [id],
        effects: "rows",
      });
    const work = (first: number, second: number) =>
      pool.withTransaction(
        async (transaction) => {
          await lock(transaction, first);
          holders += 1;
          if (holders === 2) barrier.resolve();
          await barrier.promise;
          await lock(transaction, second);
        },
        { retries: 1 },
      );
    await Promise.all([work(1, 2), work(2, 1)]);
    expect(pool.stats()).toMatchObject({ committed: 2, rolledBack: 1 });
  });
});

describe("an end from outside", () => {
  test("by its time: nothing is kept", async () => {
    const pool = createPool(database.url, { size: 1, overflow: 1 });
    await pool.open();
    const work = pool.withTransaction(
      async (transaction) => {
        await transaction.command(insert(1));
        await transaction.value({ text: "select pg_sleep(60)" });
      },
      { timeoutMs: 1_000 },
    );
    await expect(work).rejects.toMatchObject({ code: "STATEMENT_TIMEOUT", details: { limit: "timeoutMs" } });
    expect(await ids()).toEqual([]);
    expect(pool.stats()).toMatchObject({ created: 1, idle: 1, rolledBack: 1 });
  });

  test("by its caller: nothing is kept, also between statements", async () => {
    const pool = createPool(database.url, { size: 1, overflow: 1 });
    const controller = new AbortController();
    const work = pool.withTransaction(
      async (transaction) => {
        await transaction.command(insert(1));
        controller.abort("gone");
      },
      { signal: controller.signal },
    );
    await expect(work).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
    expect(await ids()).toEqual([]);
    expect(pool.stats()).toMatchObject({ created: 1, idle: 1, rolledBack: 1 });
  });
});

describe("the answer of a commit that is lost", () => {
  /** Hands everything on until the commit, which reaches the server and whose answer reaches nobody. */
  async function cutAtCommit(url: string): Promise<string> {
    const target = new URL(url);
    const { port, hostname } = target;
    const sockets = new Set<Socket>();
    const proxy = createServer((client) => {
      const server = connect(Number(port), hostname);
      for (const socket of [client, server]) {
        sockets.add(socket);
        socket.on("error", () => {}).on("close", () => sockets.delete(socket));
      }
      let isCommit = false;
      client.on("data", (chunk) => {
        isCommit ||= chunk.includes("commit");
        server.write(chunk);
      });
      server.on("data", (chunk) => {
        if (isCommit) client.resetAndDestroy();
        else client.write(chunk);
      });
      client.on("close", () => server.destroy());
      server.on("close", () => client.destroy());
    });
    await once(proxy.listen(0, "127.0.0.1"), "listening");
    onTestFinished(async () => {
      for (const socket of sockets) socket.destroy();
      await once(proxy.close(), "close");
    });
    const address = proxy.address();
    target.port = String(typeof address === "object" ? address?.port : "");
    return target.href;
  }

  test("is another thing than a connection that was lost before", async () => {
    const pool = createPool(database.url, {
      size: 1,
      overflow: 0,
      idleInTransactionTimeout: 50,
      applicationName: "idler",
    });
    const calls: string[] = [];
    const work = pool.withTransaction(async (transaction) => {
      transaction.onRollback(() => calls.push("rolled back"));
      await transaction.command(insert(1));
      await until(async () => (await backendsOf("idler")).length === 0);
      // The news of it lies in the socket by now.
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    await expect(work).rejects.toMatchObject({
      code: "TRANSACTION_ABORTED",
      message: expect.stringContaining("did nothing for too long"),
    });
    expect(calls).toEqual(["rolled back"]);
    expect(await ids()).toEqual([]);
  });

  test("is said, never repeated, and costs the connection", async () => {
    const pool = createPool(await cutAtCommit(database.url), { size: 1, overflow: 0 });
    let attempts = 0;
    let undone = 0;
    const work = pool.withTransaction(
      async (transaction) => {
        attempts += 1;
        transaction.onRollback(() => {
          undone += 1;
        });
        await transaction.command(insert(1));
      },
      { retries: 5 },
    );
    await expect(work).rejects.toMatchObject({ code: "COMMIT_OUTCOME_UNKNOWN", details: { database: "shop" } });
    expect(attempts).toBe(1);
    expect(undone).toBe(0);
    expect(pool.stats()).toMatchObject({ committed: 0, rolledBack: 0 });
    await until(async () => (await ids()).length === 1);
    await until(() => pool.stats().destroyed === 1);
    expectBalance(pool);
  });
});

describe("places for transactions", () => {
  test("are one less than connections, so that reads always move", async () => {
    const pool = createPool(database.url, { size: 2, overflow: 0, acquireTimeout: 100 });
    await pool.open();
    const end = Promise.withResolvers<void>();
    const first = pool.withTransaction(() => end.promise);
    await until(() => pool.stats().inTransaction === 1);
    await expect(pool.withTransaction(async () => {})).rejects.toMatchObject({ code: "POOL_EXHAUSTED" });
    expect(await pool.value({ text: "select 1" })).toBe(1);
    end.resolve();
    await first;
    await pool.withTransaction(async () => {});
    expect(pool.stats()).toMatchObject({ waiting: 0, timeouts: 1 });
  });

  test("wait once for place and connection together, and not more than may", async () => {
    const pool = createPool(database.url, { size: 2, overflow: 0, acquireTimeout: 200, maxWaiting: 1 });
    await pool.open();
    const loans = await Promise.all([pool.lease(), pool.lease()]);
    const since = performance.now();
    // It has its place at once, and waits for a connection.
    const first = pool.withTransaction(async () => {});
    await until(() => pool.stats().waiting === 1);
    const second = pool.withTransaction(async () => {});
    await expect(second).rejects.toMatchObject({ code: "POOL_EXHAUSTED", details: { limit: "maxWaiting" } });
    await expect(first).rejects.toMatchObject({ code: "POOL_EXHAUSTED", details: { limit: "acquireTimeout" } });
    expect(performance.now() - since).toBeGreaterThanOrEqual(199);
    for (const loan of loans) await loan.release();
    await pool.withTransaction(async () => {});
  });

  test("let transactions of two pools read each other", async () => {
    const one = createPool(database.url, { size: 5, overflow: 0 });
    const other = createPool(database.url, { size: 5, overflow: 0 });
    const read = { text: "select 1", effects: "none" } as const;
    const both = Array.from({ length: 10 }, (_, index) => {
      const [pinned, asked] = index % 2 === 0 ? [one, other] : [other, one];
      return pinned.withTransaction(async (transaction) => {
        await transaction.value({ text: "select pg_sleep(0.02)" });
        return asked.value(read);
      });
    });
    expect(await Promise.all(both)).toEqual(Array.from({ length: 10 }, () => 1));
  });

  test("are there in a pool of one connection, too", async () => {
    const pool = createPool(database.url, { size: 1, overflow: 0 });
    await pool.withTransaction((transaction) => transaction.command(insert(1)));
    expect(await ids()).toEqual([1]);
  });

  test("are left by who is refused, and by who leaves", async () => {
    const pool = createPool(database.url, { size: 2, overflow: 0 });
    const end = Promise.withResolvers<void>();
    const first = pool.withTransaction(() => end.promise);
    await until(() => pool.stats().inTransaction === 1);
    const controller = new AbortController();
    const second = pool.withTransaction(async () => {}, { signal: controller.signal });
    expect(pool.stats().waiting).toBe(1);
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
    const third = pool.withTransaction(async () => "third");
    end.resolve();
    await first;
    expect(await third).toBe("third");
  });
});
