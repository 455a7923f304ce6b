import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Attacked, attackedRoles, createAttacked } from "../support/access/attacked.ts";
import { adminHeaders } from "../support/access/library.ts";
import { asRole } from "../support/access/token.ts";
import { signingSecret } from "../support/asker.ts";
import { createDatabase } from "../support/databases.ts";
import { startGateway } from "../support/gateway.ts";

let attacked: Attacked;
beforeAll(async () => {
  attacked = await createAttacked({
    ...attackedRoles,
    team: { databases: { main: { tables: { files: files({ teamId: { eq: { $claim: "app.team" } } }) } } } },
    teams: { databases: { main: { tables: { files: files({ teamId: { in: { $claim: "teams" } } }) } } } },
    proto: { databases: { main: { tables: { files: files({ teamId: { eq: { $claim: "__proto__.team" } } }) } } } },
    built: { databases: { main: { tables: { files: files({ code: { ne: { $claim: "constructor.name" } } }) } } } },
    both: {
      databases: {
        main: { tables: { files: files(tenant) } },
        other: { tables: { pages: { select: { columns: "*" } }, files: files(tenant) } },
      },
    },
  });
});
afterAll(() => attacked?.dispose());

const tenant = { tenant: { eq: { $claim: "tenant" } } };
const files = (filter: object) => ({ select: { columns: ["id", "title", "tenant"], filter: { ...filter } } });
const titles = "{ files { id title } }";
const titlesOf = (tenants: string) =>
  [1, 2, 3, 4, 5, 6, 7, 8]
    .filter((id) => tenants.includes(id % 2 === 1 ? "a" : "b"))
    .map((id) => ({ id, title: `title-${id}${id % 2 === 0 ? "-planted" : ""}` }));

describe("35: nothing is shared between those who ask", () => {
  const asked = [
    { who: "a", role: "tenant", claims: { tenant: "a" }, files: titlesOf("a") },
    { who: "b", role: "tenant", claims: { tenant: "b" }, files: titlesOf("b") },
    { who: "nobody's", role: "tenant", claims: { tenant: "c" }, files: [] },
    { who: "without a claim", role: "tenant", claims: {}, files: [] },
    { who: "both", role: "both", claims: { tenant: "b" }, files: titlesOf("b") },
    { who: "blind", role: "blind", claims: { tenant: "b" }, files: titlesOf("ab") },
  ];

  test("one after the other, over one connection", async () => {
    for (const { role, claims, files: expected, who } of [...asked, ...asked.toReversed()]) {
      expect((await attacked.as(role, titles, claims)).body, who).toEqual({ data: { files: expected } });
    }
  });

  test("and all at once", async () => {
    const all = Array.from({ length: 10 }, () => asked).flat();
    const answers = await Promise.all(all.map(({ role, claims }) => attacked.as(role, titles, claims)));
    for (const [index, { body }] of answers.entries()) expect(body).toEqual({ data: { files: all[index]?.files } });
  });

  test("rows over a link, of databases whose tables and ids are the same", async () => {
    const query = "{ otherPages(orderBy: [{id: ASC}], limit: 4) { id mainFile { id title } file { id title } } }";
    const expected = (seen: string) =>
      [1, 2, 3, 4].map((id) => {
        const file = 1 + id;
        const isSeen = seen === (file % 2 === 1 ? "a" : "b");
        const end = file % 2 === 0 ? "-planted" : "";
        const of = (name: string) => (isSeen ? { id: file, title: `${name}-${file}${end}` } : null);
        return { id, mainFile: of("title"), file: of("other") };
      });
    const who = ["a", "b", "a", "c", "b"];
    const answers = await Promise.all(who.map((each) => attacked.as("both", query, { tenant: each })));
    for (const [index, each] of who.entries()) {
      expect(answers[index]?.body, each).toEqual({ data: { otherPages: expected(each) } });
    }
  });

  test("an id of one database is none of the other", async () => {
    await attacked.other.query("insert into files (id, tenant, code) values (50, 'b', 'only-other')");
    const query = "{ main: file(id: 50) { id } other: otherFile(id: 50) { id } }";
    const { body } = await attacked.as("both", query, { tenant: "b" });
    expect(body).toEqual({ data: { main: null, other: { id: 50 } } });
    await attacked.other.query("delete from files where id = 50");
  });

  test("ids among all types, of hidden rows and of hidden tables", async () => {
    const named = (columns: readonly string[]) => columns.map((name) => (name === "id" ? "rowId" : name));
    const relay = await startGateway({
      databases: {
        main: { url: attacked.database.url, prefix: "" },
        other: { url: attacked.other.url },
      },
      auth: { jwt: { secret: signingSecret } },
      relay: true,
      roles: {
        tenant: {
          databases: { main: { tables: { files: { select: { columns: named(["id", "title"]), filter: tenant } } } } },
        },
      },
    });
    const idOf = (...parts: readonly string[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
    const all = [idOf("File", "1"), idOf("File", "2"), idOf("OtherFile", "1"), idOf("Page", "1"), idOf("Nothing", "1")];
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename ... on File { title } } }";
    const { body } = await relay.send(query, { ids: all }, await asRole("tenant", { tenant: "a" }));
    const first = { id: all[0], __typename: "File", title: "title-1" };
    expect(body).toEqual({ data: { nodes: [first, null, null, null, null] } });
    await relay.dispose();
  });
});

describe("35: claims decide, and what is none denies", () => {
  const teams = (...wanted: number[]) => titlesOf("ab").filter(({ id }) => wanted.includes(1 + (id % 2)));
  test.each<[string, unknown, readonly object[]]>([
    ["a number", { app: { team: 1 } }, teams(1)],
    ["another one", { app: { team: 2 } }, teams(2)],
    ["none", {}, []],
    ["no object around it", { app: 1 }, []],
    ["null", { app: { team: null } }, []],
    ["a text", { app: { team: "1" } }, []],
    ["a list", { app: { team: [1] } }, []],
    ["an object", { app: { team: { eq: 1 } } }, []],
    ["a fraction", { app: { team: 1.5 } }, []],
    ["true", { app: { team: true } }, []],
    ["beyond an integer", { app: { team: 4294967297 } }, []],
    ["beyond what JavaScript tells apart", { app: { team: 2 ** 53 + 2 } }, []],
    ["a name with a dot", { "app.team": 1 }, []],
  ])("%s", async (_, claims, expected) => {
    const answer = await attacked.as("team", titles, Object(claims));
    expect(answer.body).toEqual({ data: { files: expected } });
  });

  test.each<[string, unknown, readonly object[]]>([
    ["a list", [1, 2], teams(1, 2)],
    ["a list of one", [2], teams(2)],
    ["an empty one", [], []],
    ["a number", 1, []],
    ["a list with null", [1, null], []],
    ["a list with a text", [1, "2"], []],
    ["a list of lists", [[1]], []],
    ["an object", { 0: 1, length: 1 }, []],
  ])("where a list is meant: %s", async (_, claim, expected) => {
    expect((await attacked.as("teams", titles, { teams: claim })).body).toEqual({ data: { files: expected } });
  });

  test.each([
    ["a text with a NUL character", "a\0"],
    ["half a character", "\ud800"],
    ["a long text", "a".repeat(9_000)],
    ["a number", 5],
    ["SQL", "a' or 'a' = 'a"],
    ["a pattern", "%"],
    ["another case", "A"],
    ["a space", "a "],
  ])("where a text is meant: %s", async (_, claim) => {
    const { body } = await attacked.as("tenant", titles, { tenant: claim });
    expect(body).toEqual({ data: { files: [] } });
  });

  test("what every object has is no claim", async () => {
    for (const role of ["proto", "built"]) {
      expect((await attacked.as(role, titles, {})).body).toEqual({ data: { files: [] } });
    }
  });
});

describe("35: a role is one that was given", () => {
  const query = "{ files { id title } }";
  test.each([
    "admin",
    "TENANT",
    "tenant,admin",
    "blind",
    "__proto__",
    "tenant ; blind",
  ])("x-sluice-role: %s", async (role) => {
    const headers = { ...(await asRole("tenant", { tenant: "a" })), "x-sluice-role": role };
    expect((await attacked.gateway.send(query, {}, headers)).body).toMatchObject({
      errors: [{ extensions: { code: "FORBIDDEN" } }],
    });
  });

  test("with another role of one's own go its rules", async () => {
    const token = await asRole("tenant", { tenant: "a", roles: ["stranger"] });
    const stranger = { ...token, "x-sluice-role": "stranger" };
    expect((await attacked.gateway.send("{ teams { name } }", {}, stranger)).body.errors).toBeUndefined();
    const { body } = await attacked.gateway.send(query, {}, stranger);
    expect(body).toMatchObject({ errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }] });
    expect((await attacked.gateway.send(query, {}, token)).body).toEqual({ data: { files: titlesOf("a") } });
  });

  test("an admin who looks as another role has no claims", async () => {
    const { body } = await attacked.gateway.send(query, {}, { ...adminHeaders, "x-sluice-role": "tenant" });
    expect(body).toEqual({ data: { files: [] } });
  });
});

test("36: tables below another one, and views, have rights of their own", async () => {
  const database = await createDatabase(`
    create table events (id int, tenant text, word text, primary key (id, tenant)) partition by list (tenant);
    create table events_a partition of events for values in ('a');
    create table events_b partition of events for values in ('b');
    insert into events values (1, 'a', 'one'), (2, 'b', 'planted'), (3, 'a', 'three');
    create table things (id int primary key, tenant text, word text);
    create table odd_things (extra text) inherits (things);
    insert into things values (1, 'a', 'one'), (2, 'b', 'planted');
    insert into odd_things values (3, 'a', 'three', 'extra-planted'), (4, 'b', 'planted', 'extra-planted');
    create view all_things as select * from things;
    create materialized view kept_things as select * from things;`);
  const select = { columns: "*" as const, filter: tenant };
  const events = { select, update: { columns: ["word", "tenant"], check: tenant }, delete: {} };
  const gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "" } },
    auth: { jwt: { secret: signingSecret } },
    roles: { tenant: { databases: { main: { tables: { events, things: { select } } } } } },
  });
  const headers = await asRole("tenant", { tenant: "a" });
  const send = async (query: string) => (await gateway.send(query, {}, headers)).body;
  const rows = [
    { id: 1, word: "one" },
    { id: 3, word: "three" },
  ];
  expect(await send("{ events { id word } things(orderBy: [{id: ASC}]) { id word } }")).toEqual({
    data: { events: rows, things: rows },
  });
  for (const field of ["eventsAs", "eventsA", "eventsBs", "oddThings", "allThings", "keptThings"]) {
    const { data, errors } = await send(`{ ${field} { id } }`);
    expect({ data, code: errors?.[0]?.extensions.code }).toEqual({
      data: undefined,
      code: "GRAPHQL_VALIDATION_FAILED",
    });
  }
  // To the partition of others.
  const moved = await send('mutation { updateEvents(all: true, patch: {tenant: "b"}) { count } }');
  expect(moved).toMatchObject({ data: null, errors: [{ extensions: { code: "FORBIDDEN" } }] });
  const written = await send(
    'mutation { updateEvents(all: true, patch: {word: "new"}) { count } deleteEvent(id: 2, tenant: "b") { id } }',
  );
  expect(written).toEqual({ data: { updateEvents: { count: 2 }, deleteEvent: null } });
  const left = await database.query("select id, word from events order by id");
  expect(left.map(({ word }) => word)).toEqual(["new", "planted", "new"]);
  await gateway.dispose();
  await database.dispose();
});

describe("37: a document cannot be written around a rule", () => {
  test.each([
    "{ files { a: hushWord } }",
    "{ files { ... { hushWord } } }",
    "{ files { ...F } } fragment F on File { ... on File { b: hushWord } }",
    "{ files { ... on OtherFile { id } } }",
    "{ files @include(if: true) { hushWord @skip(if: true) } }",
    "query ($w: FileWhere = {hushN: {gt: 1}}) { files(where: $w) { id } }",
    "query ($o: [OtherFileWhere!]) { files { id } }",
    "mutation { __typename otherUpdateFile: updateOtherFile(id: 1, patch: {}) { __typename } }",
    "mutation { deleteTeams(all: true) { __typename } }",
    "subscription { files { id } }",
    "subscription { poolStats { database } }",
    "{ pools { database } }",
    'mutation { drainPool(database: "main") }',
  ])("%s", async (query) => {
    const before = await attacked.database.query("select count(*) from teams");
    const { body } = await attacked.as("blind", query);
    expect(body.data).toBeUndefined();
    expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(
      new Set(["GRAPHQL_VALIDATION_FAILED"]),
    );
    expect(await attacked.database.query("select count(*) from teams")).toEqual(before);
  });

  test("statements are shown to nobody but an admin", async () => {
    const headers = { ...(await asRole("tenant", { tenant: "a" })), "x-sluice-trace": "1" };
    const { body } = await attacked.gateway.send(titles, {}, headers);
    expect(body).toEqual({ data: { files: titlesOf("a") } });
  });

  test("hidden keys in variables are none", async () => {
    const query = "query ($w: FileWhere) { files(where: $w) { id } }";
    for (const where of [
      { hushN: { gt: 1 } },
      JSON.parse('{"__proto__": {"hushN": {"gt": 1}}}'),
      { hush_n: { gt: 1 } },
    ]) {
      const { body } = await attacked.as("tenant", query, { tenant: "a" }, { w: where });
      expect(body).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
      expect(body.data).toBeUndefined();
      expect(JSON.stringify(body).replaceAll(/hushN|hush_n/g, "")).not.toMatch(/hush/i);
    }
  });
});

test("35: rules that differ in what JSON cannot say are not those of one role", async () => {
  const database = await createDatabase(
    "create table things (id int primary key, n numeric); insert into things values (1, 1)",
  );
  const below = (n: number) => ({
    databases: { main: { tables: { things: { select: { columns: "*" as const, filter: { n: { lt: n } } } } } } },
  });
  const gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "" } },
    auth: { jwt: { secret: signingSecret } },
    roles: { all: below(Number.POSITIVE_INFINITY), none: below(Number.NEGATIVE_INFINITY) },
  });
  const ids = async (role: string) => (await gateway.send("{ things { id } }", {}, await asRole(role))).body;
  expect(await ids("all")).toEqual({ data: { things: [{ id: 1 }] } });
  expect(await ids("none")).toEqual({ data: { things: [] } });
  await gateway.dispose();
  await database.dispose();
});
