import { escapeLiteral } from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

// Postgres checks no constraint of a foreign table (manual, "CREATE FOREIGN TABLE").
let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase();
  const { host, port, user, password } = inject("postgres");
  await database.query(`
    create extension postgres_fdw;
    create server itself foreign data wrapper postgres_fdw
      options (host ${escapeLiteral(host)}, port '${port}', dbname ${escapeLiteral(database.name)});
    create user mapping for current_user server itself
      options (user ${escapeLiteral(user)}, password ${escapeLiteral(password)});
    create schema far;
    create table far.people (id int, name text);
    insert into far.people values (1, null), (null, 'one');
    create table far.events (id int, name text);
    insert into far.events values (1, null);
    create table far.gone (id int);

    create foreign table people (id int not null, name text not null) server itself options (schema_name 'far');
    create table events (id int not null, name text not null) partition by list (id);
    create table events_2 partition of events for values in (2);
    create foreign table events_1 partition of events for values in (1) server itself
      options (schema_name 'far', table_name 'events');
    insert into events values (2, 'two');
    create foreign table gone (id int, missing int) server itself options (schema_name 'far');
  `);
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

test("their NOT NULL is no promise, nor is that of a table with a foreign partition", async () => {
  expect(await gateway.data("{ people { id name } events(orderBy: [{id: ASC}]) { id name } }")).toEqual({
    people: [
      { id: 1, name: null },
      { id: null, name: "one" },
    ],
    events: [
      { id: 1, name: null },
      { id: 2, name: "two" },
    ],
  });
});

test("what is gone at the other end is said", async () => {
  const { body } = await gateway.send("{ gones { missing } }");
  expect(body.data).toEqual({ gones: null });
  expect(body.errors).toMatchObject([{ path: ["gones"], extensions: { code: "SCHEMA_CHANGED" } }]);
});
