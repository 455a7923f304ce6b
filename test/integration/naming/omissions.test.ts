import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, queryDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { omissionRules, reader } from "./omission-rules.ts";

let database: TestDatabase;
let gateway: TestGateway;
let available: ReadonlySet<unknown>;
beforeAll(async () => {
  const extensions = await queryDatabase("postgres", "select name from pg_available_extensions");
  available = new Set(extensions.map(({ name }) => name));
  // Of its own: roles belong to the whole server.
  const password = randomBytes(12).toString("hex");
  await queryDatabase("postgres", `drop role if exists ${reader}; create role ${reader} login password '${password}'`);
  database = await createDatabase();
  await database.query(`alter default privileges in schema public grant select on tables to ${reader}`);
  const rules = omissionRules.filter(({ extension }) => extension === undefined || available.has(extension));
  await database.query(rules.map(({ sql }) => sql).join("\n"));
  await database.query(`
    insert into half_open values (1, 'canary'), (2, 'other');
    create table keyless (id int primary key, name text, parent_id int references keyless);
    revoke all on keyless from ${reader};
    grant select (name, parent_id) on keyless to ${reader};
    insert into keyless values (1, 'one', null), (2, 'two', 1);
  `);
  const url = new URL(database.url);
  url.username = reader;
  url.password = password;
  gateway = await startGateway({
    databases: { db: { url: url.href, prefix: "", schemas: ["public", "locked"] } },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
  await queryDatabase("postgres", `drop role if exists ${reader}`);
});

test.for(omissionRules)("$what", ({ place, reason, extension }, { skip }) => {
  skip(extension !== undefined && !available.has(extension), `${extension} cannot be installed on this server`);
  const found = gateway.gateway.model.omissions.find((omission) => omission.place === place);
  expect(found).toEqual({ database: "db", place, reason });
});

describe("a role that may read half of the columns", () => {
  test("gets those, and no field, filter or key speaks of the others", async () => {
    expect(await gateway.data("{ halfOpens(orderBy: [{id: DESC}]) { id } halfOpen(id: 1) { id } }")).toEqual({
      halfOpens: [{ id: 2 }, { id: 1 }],
      halfOpen: { id: 1 },
    });
    const { body } = await gateway.send('{ halfOpens(where: {secret: {eq: "canary"}}) { secret } }');
    expect(body.errors?.map(({ extensions }) => extensions.code)).toContain("GRAPHQL_VALIDATION_FAILED");
    const schema = JSON.stringify(
      await gateway.data("{ __schema { types { name fields { name } inputFields { name } } } }"),
    );
    // A pool that was closed is an event of the gateway.
    expect(schema).not.toMatch(/secret|(?<!")closed|keylesses?By|Vault/i);
    expect(schema).not.toMatch(/"closeds?"/);
  });

  test("of a table whose key is not among them gets lists, without look-ups and relations to it", async () => {
    expect(await gateway.data("{ keylesses(orderBy: [{name: ASC}]) { name parentId } }")).toEqual({
      keylesses: [
        { name: "one", parentId: null },
        { name: "two", parentId: 1 },
      ],
    });
    const table = gateway.gateway.model.databases[0]?.tables.find(({ name }) => name === "keyless");
    expect(table).toMatchObject({ key: undefined, lookups: [], edges: [] });
  });
});

describe("tables and their children", () => {
  test("partitions are served by their parent, and a foreign key to it is one relation", async () => {
    await database.query(`insert into events values (1, '2024-01-15');
      create table guests (event_id int, at date, constraint guests_event_fkey foreign key (event_id, at) references events);
      insert into guests values (1, '2024-01-15');
      grant select on guests to ${reader};`);
    const again = await startGateway({ databases: { db: { url: database.url, prefix: "" } } });
    try {
      expect(await again.data("{ guests { eventIdAt { id at } } events { guestsByEventIdAt { eventId } } }")).toEqual({
        guests: [{ eventIdAt: { id: 1, at: "2024-01-15" } }],
        events: [{ guestsByEventIdAt: [{ eventId: 1 }] }],
      });
      const { omissions } = again.gateway.model;
      expect(omissions.filter(({ place }) => place.includes("guests"))).toEqual([]);
    } finally {
      await again.dispose();
    }
  });

  test("tables that inherit are tables of their own", async () => {
    const family = await createDatabase(`
      create table parent (id int not null, label text not null);
      create table child (extra int) inherits (parent);
      insert into parent values (1, 'a');
      insert into child values (2, 'b', 3);
    `);
    const again = await startGateway({ databases: { db: { url: family.url, prefix: "" } } });
    try {
      expect(await again.data("{ parents(orderBy: [{id: ASC}]) { id } children { id label extra } }")).toEqual({
        parents: [{ id: 1 }, { id: 2 }],
        children: [{ id: 2, label: "b", extra: 3 }],
      });
    } finally {
      await again.dispose();
      await family.dispose();
    }
  });

  test("a NOT NULL that does not hold for every row is no promise", async ({ skip }) => {
    const [server] = await queryDatabase("postgres", "select current_setting('server_version_num')::int as version");
    skip(Number(server?.version) < 180_000, "such constraints came with Postgres 18");
    const family = await createDatabase(`
      create table loose (a int, b int);
      insert into loose values (null, 1);
      alter table loose add constraint loose_a not null a not valid;
      create table top (a int, constraint top_a not null a no inherit);
      create table below () inherits (top);
      insert into below values (null);
      create table spans (id int4range, at daterange, primary key (id, at without overlaps));
      create table parts (id int4range, at daterange, constraint parts_fkey foreign key (id, period at) references spans (id, period at));
    `);
    const again = await startGateway({ databases: { db: { url: family.url, prefix: "" } } });
    try {
      expect(await again.data("{ looses { a } tops { a } belows { a } }")).toEqual({
        looses: [{ a: null }],
        tops: [{ a: null }],
        belows: [{ a: null }],
      });
      expect(again.gateway.model.omissions).toContainEqual({
        database: "db",
        place: "db.public.parts (foreign key parts_fkey)",
        reason: "makes no relation: it compares periods, and a row may refer to several",
      });
    } finally {
      await again.dispose();
      await family.dispose();
    }
  });
});
