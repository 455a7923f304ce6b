import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RoleConfig, TableRightsConfig } from "../../src/config/index.ts";
import { asRole } from "../support/access/token.ts";
import { signingSecret } from "../support/asker.ts";
import { createDatabase, type TestDatabase } from "../support/databases.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";

const rows = `
insert into people values (1, 'ann'), (2, 'bob');
insert into docs (id, code, owner, person_id, n, hush) values (1, 'a', 1, 1, 1, 11), (2, 'b', 2, 2, 2, 22), (3, 'c', 1, 2, 3, 33);
insert into leaves values (1, 1, 'l1'), (2, 2, 'l2');`;

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create table people (id int primary key, nick text not null unique);
    create table docs (id int primary key, code text unique, owner int, person_id int references people, n int not null default 0,
      hush int not null default 5, version int not null default 1);
    create table leaves (id int primary key, doc_id int references docs, label text);
    create table folders (id int primary key, owner int, label text);
    insert into folders values (1, 1, 'one');
    create function give_away() returns trigger language plpgsql as $$ begin
      if new.owner = 1 then update folders set owner = 2 where id = new.id; end if; return null; end $$;
    create trigger give_away after update on folders for each row execute function give_away();
    create table inbox (id int primary key, owner int, label text);
    create function file() returns trigger language plpgsql as $$ begin
      if new.label = 'gone' then delete from inbox where id = new.id; end if;
      if new.label = 'moved' then update inbox set id = id + 100 where id = new.id; end if; return null; end $$;
    create trigger file after insert on inbox for each row execute function file();
    create view letters as select * from inbox;
    create function post() returns trigger language plpgsql as $$ begin
      insert into inbox values (coalesce(new.id, 7), new.owner, new.label);
      if new.label = 'returned' then new.id = coalesce(new.id, 7); end if; return new; end $$;
    create trigger post instead of insert on letters for each row execute function post();`);
  gateway = await startGateway({
    databases: {
      main: {
        url: database.url,
        prefix: "",
        pool: { size: 1, overflow: 1 },
        tables: { docs: { version: "version" }, letters: { key: ["id"] } },
      },
    },
    auth: { jwt: { secret: signingSecret } },
    roles,
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});
beforeEach(() => database.query(`truncate people, docs, leaves; ${rows}`));

const open = ["id", "code", "owner", "n"];
const own = { owner: { eq: 1 } };
const whole = { select: { columns: "*" }, insert: { columns: "*" }, update: { columns: "*" } } as const;
const role = (docs: TableRightsConfig): RoleConfig => ({
  databases: { main: { tables: { people: whole, leaves: whole, docs } } },
});
const roles = {
  whole: role(whole),
  /** Sees `hush` of its own rows. */
  masked: role({
    select: [{ columns: [...open, "version"] }, { columns: "*", filter: own }],
    update: { columns: "*" },
  }),
  /** Sees the version of its own rows. */
  unversioned: role({ select: [{ columns: open }, { columns: "*", filter: own }], update: { columns: "*" } }),
  blind: role({ select: { columns: open }, update: { columns: open } }),
  /** Sees all, and changes its own. */
  viewer: role({ select: { columns: "*" }, update: { columns: "*", filter: own } }),
  preset: role({
    select: { columns: ["id", "code", "n"], filter: own },
    insert: { columns: ["id", "code", "n"], preset: { owner: 1 } },
    update: { columns: ["code", "n"] },
  }),
  owner: {
    databases: {
      main: {
        tables: {
          folders: { select: { columns: "*" }, update: { columns: "*", check: own } },
          inbox: { select: { columns: "*" }, insert: { columns: "*", check: own } },
          letters: { select: { columns: "*" }, insert: { columns: "*", check: own } },
        },
      },
    },
  },
} satisfies Record<string, RoleConfig>;

const ask = async (name: keyof typeof roles, query: string) => (await gateway.send(query, {}, await asRole(name))).body;
const docs = () => database.query("select id, n, hush, version from docs order by id");

describe("versions", () => {
  test.each([
    "masked",
    "whole",
  ] as const)("a row that somebody else changes meanwhile is not as it was, for %s", async (name) => {
    const other = new Client(database.url);
    await other.connect();
    await other.query("begin; update docs set version = 2, n = 100 where id = 1");
    const asked = ask(name, 'mutation { updateDoc(id: 1, patch: {n: 5}, ifMatch: "1") { id } }');
    const waiting = "select count(*)::int as n from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'";
    await expect.poll(async () => (await database.query(waiting, [database.name]))[0]?.n, { timeout: 20_000 }).toBe(1);
    await other.query("commit");
    await other.end();
    expect((await asked).errors?.[0]?.extensions).toMatchObject({ code: "PRECONDITION_FAILED", current: { n: 100 } });
    expect((await docs())[0]).toMatchObject({ n: 100, version: 2 });
  });

  test.each([
    "masked",
    "whole",
  ] as const)("a filter is asked again of a row that changed meanwhile, for %s", async (name) => {
    const other = new Client(database.url);
    await other.connect();
    await other.query("begin; update docs set n = 100 where id = 1");
    const asked = ask(name, "mutation { updateDocs(where: {n: {lt: 3}}, patch: {code: null}) { count } }");
    const waiting = "select count(*)::int as n from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'";
    await expect.poll(async () => (await database.query(waiting, [database.name]))[0]?.n, { timeout: 20_000 }).toBe(1);
    await other.query("commit");
    await other.end();
    expect((await asked).data).toEqual({ updateDocs: { count: 1 } });
  });

  test("a role that does not see it counts it up for the others", async () => {
    expect(await ask("blind", "mutation { updateDoc(id: 1, patch: {n: 9}) { id } }")).toEqual({
      data: { updateDoc: { id: 1 } },
    });
    expect((await docs())[0]).toMatchObject({ n: 9, version: 2 });
    const { errors } = await ask("blind", "{ docs { etag } }");
    expect(errors?.[0]?.message).toBe('Cannot query field "etag" on type "Doc".');
  });

  test("one that is seen of some rows is null in the others", async () => {
    const { data, errors } = await ask("unversioned", "{ docs { id etag version } }");
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      docs: [
        { id: 1, etag: "1", version: 1 },
        { id: 2, etag: null, version: null },
        { id: 3, etag: "1", version: 1 },
      ],
    });
    const tried = await ask("unversioned", 'mutation { updateDoc(id: 2, patch: {n: 5}, ifMatch: "1") { id } }');
    expect(tried.errors?.[0]?.extensions).toMatchObject({ code: "PRECONDITION_FAILED", current: { etag: null } });
  });

  test("a row that matches and may not be changed is none", async () => {
    const one = (match: string) =>
      ask("viewer", `mutation { updateDoc(id: 2, patch: {n: 5}, ifMatch: "${match}") { id } }`);
    expect(await one("1")).toEqual({ data: { updateDoc: null } });
    expect((await one("7")).errors?.[0]?.extensions).toMatchObject({ code: "PRECONDITION_FAILED" });
  });
});

describe("rows around one that may not be changed", () => {
  test.each([
    ["with a column of its own", 'updateDoc(id: 2, patch: {n: 5, leaves: {create: [{id: 9, label: "x"}]}}) { id }'],
    ["without", 'updateDoc(id: 2, patch: {leaves: {create: [{id: 9, label: "x"}]}}) { id }'],
  ])("are left alone, %s", async (_, field) => {
    expect(await ask("viewer", `mutation { ${field} }`)).toEqual({ data: { updateDoc: null } });
    expect(await database.query("select id from leaves where id = 9")).toEqual([]);
  });

  test.each([
    "{n: 5}",
    '{n: 5, leaves: {create: [{id: 9, label: "x"}]}}',
    '{leaves: {create: [{id: 9, label: "x"}]}}',
  ])("below another one: %s", async (patch) => {
    const field = `updatePerson(id: 2, patch: {docs: {update: [{key: {id: 2}, patch: ${patch}}]}}) { id }`;
    const { errors } = await ask("viewer", `mutation { ${field} }`);
    expect(errors?.[0]?.message).toMatch(/names a row that is not there/);
    expect(await database.query("select id from leaves where id = 9")).toEqual([]);
  });

  test("what one's own row refers to unseen is not changed", async () => {
    await database.query("update docs set person_id = 1 where id = 2");
    const field = 'updateDoc(id: 2, patch: {person: {update: {nick: "x"}}}) { id }';
    expect((await ask("masked", `mutation { ${field} }`)).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(await database.query("select id from people where nick = 'x'")).toEqual([]);
  });
});

test("a row that a trigger moves out of scope is not left there", async () => {
  const field = (id: number) => `mutation { updateFolder(id: ${id}, patch: {label: "away"}) { __typename } }`;
  expect((await ask("owner", field(1))).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  expect(await database.query("select owner, label from folders where id = 1")).toEqual([{ owner: 1, label: "one" }]);
});

describe("a row that is not there by its key is not taken for one that may be left", () => {
  const row = (label: string, owner: number, id = "") => `{${id}owner: ${owner}, label: "${label}"}`;
  test.each([
    ["createInbox", row("kept", 1, "id: 1, "), undefined],
    ["createInbox", row("kept", 2, "id: 1, "), "insert.check of its rights refuses it"],
    ["createInbox", row("gone", 1, "id: 1, "), "not there by its key (id)"],
    ["createInbox", row("moved", 2, "id: 1, "), "not there by its key (id)"],
    ["createLetter", row("returned", 1), undefined],
    ["createLetter", row("returned", 2), "insert.check of its rights refuses it"],
    ["createLetter", row("lost", 2), "not there by its key (id)"],
  ])("%s(input: %s)", async (field, input, message) => {
    const { errors } = await ask("owner", `mutation { ${field}(input: ${input}) { label } }`);
    const code = message && "FORBIDDEN";
    const left = await database.query("select from inbox");
    await database.query("truncate inbox");
    expect(errors?.[0]?.extensions.code).toBe(code);
    if (message) expect(errors?.[0]?.message).toContain(message);
    expect(left.length).toBe(message ? 0 : 1);
  });
});

test("nobody waits for a row that may not be written", async () => {
  const other = new Client(database.url);
  await other.connect();
  await other.query("begin; update docs set code = 'held' where id = 2");
  const none = { data: { updateDoc: null } };
  const set = (patch: string) => `mutation { updateDoc(id: 2, patch: ${patch}) { id } }`;
  expect(await ask("viewer", set("{n: 5}"))).toEqual(none);
  expect(await ask("viewer", set('{n: 5, leaves: {create: [{id: 9, label: "x"}]}}'))).toEqual(none);
  expect(await ask("preset", "mutation { updateDocs(all: true, patch: {n: 5}) { count } }")).toEqual({
    data: { updateDocs: { count: 2 } },
  });
  await other.query("rollback");
  await other.end();
});

describe("a column that is seen of some rows", () => {
  test("is counted up in these alone", async () => {
    const { data } = await ask("masked", "mutation { updateDocs(all: true, increment: {hush: 1}) { count } }");
    expect(data).toEqual({ updateDocs: { count: 2 } });
    expect((await docs()).map(({ hush }) => hush)).toEqual([12, 22, 34]);
  });

  test("does not tell what it holds by what is too much", async () => {
    for (const by of [2147483625, 2147483626, 2147483627]) {
      expect(await ask("masked", `mutation { updateDoc(id: 2, increment: {hush: ${by}}) { id } }`)).toEqual({
        data: { updateDoc: null },
      });
    }
  });
});

describe("an upsert", () => {
  test("changes what the client gave, and names nothing that is hidden", async () => {
    const mine = 'mutation { upsertDoc(input: {id: 1, code: "z", n: 5}, onConflict: ID) { id code n } }';
    expect(await ask("preset", mine)).toEqual({ data: { upsertDoc: { id: 1, code: "z", n: 5 } } });
    const others = 'mutation { upsertDoc(input: {id: 2, code: "z", n: 5}, onConflict: ID) { id } }';
    const { errors } = await ask("preset", others);
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect(JSON.stringify(errors)).not.toMatch(/owner/);
    const fresh = 'mutation { upsertDoc(input: {id: 8, code: "new"}, onConflict: ID) { id } }';
    expect(await ask("preset", fresh)).toEqual({ data: { upsertDoc: { id: 8 } } });
    expect(await database.query("select owner from docs where id = 8")).toEqual([{ owner: 1 }]);
  });
});
