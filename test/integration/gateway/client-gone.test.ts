import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(
    "create view naps as select n as id, pg_sleep(60)::text as nap from generate_series(1, 2) n",
  );
  gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "", pool: { size: 2, overflow: 0, acquireTimeout: 60_000 } } },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const running = async () => {
  const text = "select count(*)::int as count from pg_stat_activity where datname = $1 and wait_event = 'PgSleep'";
  return (await database.query(text, [database.name]))[0]?.count;
};

test("the statements of a client that left end on the server, and the connections serve the next", async () => {
  const controllers = Array.from({ length: 3 }, () => new AbortController());
  const body = JSON.stringify({ query: "{ a: naps { nap } b: naps { nap } }" });
  const sent = controllers.map(({ signal }) =>
    fetch(gateway.url, { method: "POST", headers: { "content-type": "application/json" }, body, signal }),
  );
  const settled = Promise.allSettled(sent);
  await expect.poll(running).toBe(2);
  for (const controller of controllers) controller.abort();
  expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  await expect.poll(running).toBe(0);
  expect(await gateway.data("{ __typename naps(limit: 0) { id } }")).toEqual({ __typename: "Query", naps: [] });
});
