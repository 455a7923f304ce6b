import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { type Answer, startGateway, type TestGateway } from "../../support/gateway.ts";
import { startProxy, type Proxy as TcpProxy } from "../../support/proxy.ts";

let database: TestDatabase;
let other: TestDatabase;
let proxy: TcpProxy;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase("create table notes (id int primary key)");
  other = await createDatabase("create table marks (id int primary key)");
  proxy = await startProxy(database.url);
  // Committed in the order from the last name to the first one.
  gateway = await startGateway({ databases: { alpha: { url: proxy.url }, beta: { url: other.url } } });
});
beforeEach(async () => {
  await proxy.pass();
  await database.query("truncate notes");
  await other.query("truncate marks");
});
afterAll(async () => {
  await gateway?.dispose();
  await proxy?.close();
  await database?.dispose();
  await other?.dispose();
});

const create = "a: createAlphaNote(input: {id: 1}) { id } b: createAlphaNote(input: {id: 2}) { id }";
const outcome = ({ body }: Answer) => [body.data, body.errors?.map(({ extensions }) => extensions.code)];
const isCommit = (bytes: Buffer) => bytes.includes("commit");

/** The server hears the commit, and is cut off with its answer. */
function loseAnswer(): void {
  const asked = new WeakSet();
  proxy.carry((link, way, bytes) => {
    if (way === "up" && isCommit(bytes)) asked.add(link);
    if (way === "down" && asked.has(link)) link.reset();
    else link.send(way, bytes);
  });
}

function loseCommit(): void {
  proxy.carry((link, way, bytes) => (way === "up" && isCommit(bytes) ? link.reset() : link.send(way, bytes)));
}

test("nobody knows whether it was committed where the answer is lost, and it is not sent again", async () => {
  loseAnswer();
  expect(outcome(await gateway.send(`mutation @transaction(retries: 5) { ${create} }`))).toEqual([
    null,
    ["COMMIT_OUTCOME_UNKNOWN"],
  ]);
  expect(await database.query("select id from notes order by id")).toEqual([{ id: 1 }, { id: 2 }]);
});

test("nor where the commit itself is lost", async () => {
  loseCommit();
  expect(outcome(await gateway.send(`mutation { ${create} }`))).toEqual([null, ["COMMIT_OUTCOME_UNKNOWN"]]);
  expect(await database.query("select id from notes")).toEqual([]);
});

test("the databases that were committed before are named", async () => {
  loseCommit();
  const { body } = await gateway.send(
    `mutation @transaction(scope: DATABASE) { ${create} c: createBetaMark(input: {id: 1}) { id } }`,
  );
  expect(body.data).toBeNull();
  expect(body.errors?.[0]?.extensions).toEqual({
    code: "COMMIT_OUTCOME_UNKNOWN",
    database: "alpha",
    committed: ["beta"],
  });
  expect(await other.query("select id from marks")).toEqual([{ id: 1 }]);
  expect(await database.query("select id from notes")).toEqual([]);
});

test("a connection that is lost before is nothing written, and the mutation may be sent again", async () => {
  proxy.carry((link, way, bytes) => (way === "up" && bytes.includes("insert") ? link.reset() : link.send(way, bytes)));
  expect(outcome(await gateway.send(`mutation { ${create} }`))).toEqual([null, ["DATABASE_UNAVAILABLE"]]);
  await proxy.pass();
  await expect
    .poll(async () => outcome(await gateway.send(`mutation { ${create} }`)))
    .toEqual([{ a: { id: 1 }, b: { id: 2 } }, undefined]);
});

describe("between two commits", () => {
  let late: TestGateway;
  beforeAll(async () => {
    // What is last by its name is committed first.
    late = await startGateway({ databases: { alpha: { url: other.url }, zeta: { url: proxy.url } } });
  });
  afterAll(() => late?.dispose());

  const both = "a: createAlphaMark(input: {id: 1}) { id } z: createZetaNote(input: {id: 1}) { id }";
  /** The first commit takes as long as it takes to do something else. */
  function holdCommit(): { readonly sent: Promise<void>; release(): void } {
    const sent = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    proxy.carry((link, way, bytes) => {
      if (way !== "up" || !isCommit(bytes)) return link.send(way, bytes);
      sent.resolve();
      void released.promise.then(() => link.send(way, bytes));
    });
    return { sent: sent.promise, release: released.resolve };
  }
  const written = async () => [await database.query("select id from notes"), await other.query("select id from marks")];

  test("no clock ends the second one", async () => {
    const commit = holdCommit();
    const answering = late.send(`mutation @transaction(scope: DATABASE, timeoutMs: 3000) { ${both} }`);
    await commit.sent;
    await sleep(3_100);
    commit.release();
    expect(outcome(await answering)).toEqual([{ a: { id: 1 }, z: { id: 1 } }, undefined]);
    expect(await written()).toEqual([[{ id: 1 }], [{ id: 1 }]]);
  });

  test("no client that leaves ends the second one", async () => {
    const commit = holdCommit();
    const controller = new AbortController();
    const leaving = fetch(late.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `mutation @transaction(scope: DATABASE) { ${both} }` }),
      signal: controller.signal,
    });
    await commit.sent;
    controller.abort();
    await expect(leaving).rejects.toThrow();
    commit.release();
    await expect.poll(written).toEqual([[{ id: 1 }], [{ id: 1 }]]);
  });
});
