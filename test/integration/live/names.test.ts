import { isIntrospectionType, isSpecifiedScalarType } from "graphql";
import { expect, onTestFinished, test } from "vitest";
import { createDatabase } from "../../support/databases.ts";
import { startGateway } from "../../support/gateway.ts";

const names = [
  "pools",
  "pool_stats",
  "pool_events",
  "latencies",
  "breakers",
  "closed",
  "drained",
  "sql_results",
  "leases",
  "connection_budget",
  "pool_event_log",
  "pool_points",
];

test("tables that are called as what operators look at have names of their own, and both are served", async () => {
  const database = await createDatabase(names.map((name) => `create table ${name} (id int primary key);`).join("\n"));
  onTestFinished(() => database.dispose());
  const main = { url: database.url, prefix: "" };
  const { gateway, data, dispose } = await startGateway({ databases: { main }, runSql: { mode: "readOnly" } });
  onTestFinished(dispose);
  expect(gateway.notices).toEqual([]);
  expect(gateway.databases()[0]?.tables.toSorted()).toEqual(names.toSorted());
  expect(await data('{ poolRecords { id } pools { database } pool(database: "main") { stats { state } } }')).toEqual({
    poolRecords: [],
    pools: [{ database: "main" }],
    pool: { stats: { state: "OPEN" } },
  });
});

test("no name of theirs changes when the gateway may run SQL", async () => {
  const database = await createDatabase("create table sql_errors (id int primary key)");
  onTestFinished(() => database.dispose());
  const main = { url: database.url, prefix: "" };
  const types = async (mode: "off" | "readWrite") => {
    const { gateway, dispose } = await startGateway({ databases: { main }, runSql: { mode } });
    await dispose();
    const all = Object.values(gateway.schema.getTypeMap());
    return all.filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type)).map(({ name }) => name);
  };
  const [without, more] = [await types("off"), await types("readWrite")];
  expect(more.filter((name) => !without.includes(name)).toSorted()).toEqual(["SqlError", "SqlOutcome", "SqlResult"]);
  expect(without).toContain("SqlErrorRecord");
});
