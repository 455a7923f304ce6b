import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { startServer } from "../../support/server.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(
    "create table notes (id int primary key, body text); insert into notes select n, 'secret ' || n from generate_series(1, 7) n",
  );
  const main = {
    url: database.url,
    prefix: "",
    pool: { size: 2, overflow: 2, leakWarning: 0, acquireTimeout: 60_000 },
  };
  const config = { databases: { main }, budget: 9, runSql: { mode: "readWrite" } } as const;
  gateway = await startGateway(config);
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const pool = () => gateway.gateway.pools.get("main");
const look = async (fields: string) => {
  const { pool: found } = await gateway.data(`{ pool(database: "main") { ${fields} } }`);
  return Object(found);
};
const soon = { timeout: 20_000 };

describe("history", () => {
  const points = async (given = "") =>
    (await look(`history${given} { at state max waiting queriesPerSecond acquireP99 }`)).history;

  test("a point per second, the oldest first, without anybody who looks", async () => {
    await expect.poll(async () => (await points("(step: 1000)")).length, soon).toBeGreaterThan(2);
    const found: { at: string }[] = await points("(step: 1000)");
    expect(found.map(({ at }) => at)).toEqual(found.map(({ at }) => at).toSorted());
    expect(found.at(-1)).toMatchObject({ state: "OPEN", max: 4 });
    expect((await points("(step: 60000)")).length).toBeLessThan(found.length);
  });

  test("the time that borrowers waited, and the statements, are those of the step", async () => {
    const held = await Promise.all(Array.from({ length: 4 }, () => pool().lease()));
    const late = pool().value({ text: "select 1", effects: "none" });
    await expect.poll(async () => (await points("(step: 1000)")).at(-1).waiting, soon).toBe(1);
    for (const lease of held) await lease.release();
    await late;
    await expect
      .poll(async () => {
        const all: { acquireP99: number; queriesPerSecond: number }[] = await points("(step: 1000)");
        // The statement may be answered in the step after.
        return all.some(({ acquireP99 }, at) => {
          return acquireP99 > 0 && all.slice(at, at + 2).some(({ queriesPerSecond }) => queriesPerSecond > 0);
        });
      }, soon)
      .toBe(true);
  });

  test("a database that is away goes on to have points", async () => {
    const server = await startServer();
    onTestFinished(() => server.dispose());
    await server.query("create table notes (id int primary key)");
    const away = await startGateway({ databases: { away: { url: server.url, pool: { size: 1, overflow: 0 } } } });
    onTestFinished(() => away.dispose());
    const states = async () => {
      const { pools } = await away.data("{ pools { history(step: 1000) { state } } }");
      return Object(pools)[0].history.map(({ state }: { state: string }) => state);
    };
    await server.stop();
    await expect.poll(states, soon).toEqual(expect.arrayContaining(["DOWN"]));
    await server.start();
    await expect.poll(async () => (await states()).at(-1), soon).toBe("OPEN");
  });

  test("only the newest, for who knows the others", async () => {
    await expect.poll(async () => (await points("(step: 1000)")).length, soon).toBeGreaterThan(2);
    const { all, last } = await look("all: history(step: 1000) { at } last: history(step: 1000, last: 2) { at }");
    expect(last).toEqual(all.slice(-2));
    const { body } = await gateway.send('{ pool(database: "main") { history(last: 0) { at } } }');
    expect(body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  test.each([0, 999, 1_500, 61_000])("a step of %i is refused", async (step) => {
    const { body } = await gateway.send(`{ pool(database: "main") { history(step: ${step}) { at } } }`);
    expect(body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  test("is empty where the dashboard is off", async () => {
    const main = { url: database.url, prefix: "" };
    const off = await startGateway({ databases: { main }, dashboard: { enabled: false } });
    onTestFinished(() => off.dispose());
    const watched = off.gateway.pools.get("main");
    await off.data("{ pools { history { at } } }");
    expect(await off.data("{ pools { history { at } } }")).toEqual({ pools: [{ history: [] }] });
    expect(watched.stats().state).toBe("open");
  });
});

describe("leases", () => {
  test("the longest first, with what they are for and what runs", async () => {
    const first = await pool().lease({ operation: "Report" });
    await first.value({ text: "select $1::text", values: ["secret"], effects: "none" });
    const entered = Promise.withResolvers<void>();
    const left = Promise.withResolvers<void>();
    const work = pool().withTransaction(async () => {
      entered.resolve();
      await left.promise;
    });
    await entered.promise;
    const { leases } = await look("leases { ms inTransaction operation statement since }");
    expect(leases).toMatchObject([
      { inTransaction: false, operation: "Report", statement: "select $1::text" },
      { inTransaction: true, operation: null, statement: "begin" },
    ]);
    expect(leases[0].ms).toBeGreaterThanOrEqual(leases[1].ms);
    expect((await look("leases(limit: 1) { operation }")).leases).toEqual([{ operation: "Report" }]);
    left.resolve();
    await work;
    await first.release();
    expect((await look("leases { ms }")).leases).toEqual([]);
  });

  test("that of a request has the name of its operation", async () => {
    const lock = await pool().lease({ operation: "Lock" });
    await lock.command({ text: "begin", effects: "rows" });
    await lock.command({ text: "lock table notes", effects: "rows" });
    const sent = gateway.data("query Waiting { notes { id } }");
    await expect
      .poll(async () => (await look("leases { operation statement }")).leases, soon)
      .toEqual([
        { operation: "Lock", statement: "lock table notes" },
        { operation: "Waiting", statement: expect.stringContaining("notes") },
      ]);
    await lock.command({ text: "commit", effects: "rows" });
    await lock.release();
    await sent;
  });

  test("SQL that somebody wrote is not told", async () => {
    const run = gateway.data('mutation Mine { runSql(database: "main", sql: "select 0x5EC2E7, pg_sleep(3)") { ms } }');
    const statement = "(SQL of an operator)";
    await expect
      .poll(async () => (await look("leases { operation statement }")).leases, { ...soon, interval: 20 })
      .toEqual([{ operation: "Mine", statement }]);
    await run;
    expect(JSON.stringify(pool().statements.all())).not.toMatch(/5EC2E7/);
  });
});

describe("statements", () => {
  const fields = "statement operations count errors rows totalMs meanMs maxMs lastAt";
  const statements = async (): Promise<{ statement: string; operations: string[]; totalMs: number }[]> =>
    (await look(`statements(limit: 1000) { ${fields} }`)).statements;
  const named = async (operation: string) =>
    (await statements()).find(({ operations }) => operations.includes(operation));

  test("by the time they took in total, with their operations and without values", async () => {
    await gateway.data('query A { notes(where: {body: {like: "secret%"}}) { id } }');
    await gateway.data('query B { notes(where: {body: {like: "secret 7"}}) { id } }');
    await gateway.data('{ notes(where: {body: {like: "secret 8"}}) { id } }');
    const all = await statements();
    expect(all.map(({ totalMs }) => totalMs)).toEqual(all.map(({ totalMs }) => totalMs).toSorted((a, b) => b - a));
    expect(await named("A")).toMatchObject({ operations: ["A", "B"], count: "3", errors: "0", rows: "8" });
    expect(JSON.stringify(all)).not.toContain("secret 7");
  });

  test("those of a mutation, its transaction and what failed", async () => {
    await gateway.send("mutation Twice { createNote(input: {id: 1}) { id } }");
    expect((await statements()).filter(({ operations }) => operations.includes("Twice"))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ statement: "begin", errors: "0" }),
        expect.objectContaining({ statement: expect.stringContaining("insert into"), errors: "1", rows: "0" }),
        expect.objectContaining({ statement: "rollback" }),
      ]),
    );
  });

  test("an operator begins anew, and that is told", async () => {
    const { resetStatements } = await gateway.data(
      'mutation { resetStatements(database: "main") { statements { count } } }',
    );
    expect(resetStatements).toEqual({ statements: [] });
    expect(
      await gateway.data("{ poolEventLog(kinds: [STATEMENTS_RESET]) { database ... on StatementsReset { by } } }"),
    ).toEqual({
      poolEventLog: [{ database: "main", by: "admin" }],
    });
  });
});

describe("the event log", () => {
  const log = async (given: string) =>
    (await gateway.data(`{ poolEventLog${given} { kind: __typename ... on Resized { size } } }`)).poolEventLog;

  test("has what happened before anybody looked, the newest first", async () => {
    pool().resize({ size: 3 });
    pool().resize({ size: 2 });
    const kinds = "kinds: [RESIZED]";
    expect(await log(`(${kinds}, last: 2)`)).toEqual([
      { kind: "Resized", size: 2 },
      { kind: "Resized", size: 3 },
    ]);
    expect(await log(`(${kinds}, last: 1, databases: ["main"])`)).toEqual([{ kind: "Resized", size: 2 }]);
    expect(await log("(kinds: [EVENTS_DROPPED])")).toEqual([]);
  });

  test("keeps 1,000", async () => {
    for (let time = 0; time < 1_001; time += 1) pool().resize({ size: 2 - (time % 2) });
    const events = await log("(last: 1000)");
    expect(events).toHaveLength(1_000);
    expect(events).not.toContainEqual({ kind: "StatementsReset" });
  });

  test.each([
    "(last: 0)",
    "(last: 1001)",
    '(databases: ["shop"])',
    "(databases: [])",
  ])("%s is refused", async (given) => {
    const { body } = await gateway.send(`{ poolEventLog${given} { database } }`);
    expect(body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

test("the connections of all pools are counted together", async () => {
  expect(await gateway.data("{ connectionBudget { budget size max total } }")).toEqual({
    connectionBudget: { budget: 9, size: 2, max: 4, total: pool().stats().total },
  });
});
