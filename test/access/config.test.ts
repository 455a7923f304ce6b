import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RoleConfig } from "../../src/config/index.ts";
import { StartError } from "../../src/lib/index.ts";
import { signingSecret } from "../support/asker.ts";
import { createDatabase, type TestDatabase } from "../support/databases.ts";
import { startGateway } from "../support/gateway.ts";

let main: TestDatabase;
let other: TestDatabase;
beforeAll(async () => {
  main = await createDatabase(`
    create type mood as enum ('calm', 'glad');
    create table owners (id int primary key, name text);
    create table things (id int primary key, owner_id int references owners, n int, word text, mood mood, uid uuid, at timestamptz,
      flags int[], meta jsonb, span int4range, shout text generated always as (upper(word)) stored, serial int generated always as identity,
      hidden_word text);
    create table hidden_things (id int primary key);
    create table logs (n int, word text);
    create view seen_things as select id, count(*) from things group by id;
    create schema audit;
    create table audit.things (id int primary key, note text);`);
  other = await createDatabase("create table notes (id int primary key, thing_id int, word text)");
});
afterAll(async () => {
  await main?.dispose();
  await other?.dispose();
});

/** What stops the start, of each role by itself. */
async function problemsOf(roles: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const error: unknown = await startGateway(
    Object({
      databases: {
        main: {
          url: main.url,
          prefix: "",
          schemas: ["public", "audit"],
          tables: { hidden_things: { hidden: true }, things: { columns: { hidden_word: { hidden: true } } } },
        },
        other: { url: other.url, prefix: "" },
      },
      links: [{ from: "other.notes.thing_id", to: "main.things.id", field: "thing", inverse: "notes" }],
      auth: { jwt: { secret: signingSecret } },
      roles,
    }),
  ).then(
    (gateway) => gateway.dispose(),
    (reason) => reason,
  );
  if (error === undefined) return [];
  if (!(error instanceof StartError)) throw error;
  return error.problems.map(({ path, message }) => `${path}: ${message}`);
}

const tables = (granted: object): RoleConfig => Object({ databases: { main: { tables: granted } } });
const things = (rights: object) => tables({ things: { select: { columns: "*" }, ...rights } });
const filter = (where: object) => things({ select: { columns: "*", filter: where } });
const insert = (rule: object) => things({ insert: { columns: "*", ...rule } });
const at = "databases.main.tables";

const written = "known are id, ownerId, n, word, mood, uid, at, flags, meta, span";
const fields = `${written}, shout, serial`;
const operators = "known are eq, ne, gt, gte, lt, lte, between, in, notIn, isNull";
const inside = 'has a claim inside a value; say {"$claim": "a.b"} in the place of a whole value';
const missing = "is undefined, or has something inside that is; say null where null is meant";
const empty = "filters nothing; say what has to hold, or leave it out";

/** A role, and what is wrong with it. */
const cases: Record<string, readonly [RoleConfig, readonly string[]]> = {
  "an unknown table": [
    tables({ thigns: { select: { columns: "*" } } }),
    ['thigns: is no table that is exposed; did you mean "things"?'],
  ],
  "a hidden table": [
    tables({ hidden_things: { select: { columns: "*" } } }),
    ["hidden_things: is no table that is exposed; known are audit.things, logs, owners, seen_things, things"],
  ],
  "an unknown schema": [
    tables({ "audt.things": { select: { columns: "*" } } }),
    ['databases.main.tables["audt.things"]: is no table that is exposed; did you mean "audit.things"?'],
  ],
  "a table twice": [
    tables({ things: { select: { columns: "*" } }, "public.things": { select: { columns: ["id"] } } }),
    ['databases.main.tables["public.things"]: is the same table as roles.r3.things: say it once'],
  ],
  "an unknown column": [
    things({ select: { columns: ["id", "nn"] } }),
    [`things.select.columns: has "nn", which is not there; ${fields}`],
  ],
  "a column by its name in the database": [
    things({ select: { columns: ["owner_id"] } }),
    ['things.select.columns: has "owner_id", which is not there; did you mean "ownerId"?'],
  ],
  "a hidden column": [
    things({ select: { columns: ["hiddenWord"] } }),
    [`things.select.columns: has "hiddenWord", which is not there; ${fields}`],
  ],
  "what every object has": [
    things({ select: { columns: ["__proto__", "constructor"] } }),
    [
      `things.select.columns: has "__proto__", which is not there; ${fields}`,
      `things.select.columns: has "constructor", which is not there; ${fields}`,
    ],
  ],
  "an unknown column that is given": [
    insert({ columns: ["id", "serial"] }),
    [`things.insert.columns: has "serial", which is not there; ${written}`],
  ],
  "an unknown column that is changed": [
    things({ update: { columns: ["shout"] } }),
    [`things.update.columns: has "shout", which is not there; ${written}`],
  ],
  "an unknown column in a filter": [
    filter({ ownr: { eq: 1 } }),
    [`things.select.filter.ownr: is not there; ${fields}, owner, compare, and, or, not`],
  ],
  "a hidden column in a filter": [
    filter({ hiddenWord: { eq: "a" } }),
    [`things.select.filter.hiddenWord: is not there; ${fields}, owner, compare, and, or, not`],
  ],
  "constructor in a filter": [
    filter({ constructor: { eq: 1 } }),
    [`things.select.filter.constructor: is not there; ${fields}, owner, compare, and, or, not`],
  ],
  "a link in a filter": [
    filter({ notes: { some: {} } }),
    [`things.select.filter.notes: is not there; ${fields}, owner, compare, and, or, not`],
  ],
  "an unknown operator": [filter({ n: { equals: 1 } }), [`things.select.filter.n.equals: is not there; ${operators}`]],
  "no operator": [filter({ n: 5 }), ["things.select.filter.n: must be an object"]],
  "a text for a number": [
    filter({ n: { eq: "5" } }),
    ['things.select.filter.n.eq: Int cannot represent non-integer value: "5"'],
  ],
  "a fraction": [
    filter({ n: { eq: 1.5 } }),
    ["things.select.filter.n.eq: Int cannot represent non-integer value: 1.5"],
  ],
  "a value for a list": [filter({ n: { in: 1 } }), []],
  null: [filter({ n: { eq: null } }), ["things.select.filter.n.eq: is null; leave it out, or use isNull"]],
  undefined: [filter({ n: { eq: undefined } }), ["things.select.filter.n.eq: is null; leave it out, or use isNull"]],
  "an unknown label": [
    filter({ mood: { eq: "sad" } }),
    ['things.select.filter.mood.eq: Value "sad" does not exist in "Mood" enum. Did you mean the enum value "glad"?'],
  ],
  "no uuid": [
    filter({ uid: { eq: "abc" } }),
    ['things.select.filter.uid.eq: UUID cannot be "abc"; it looks like "0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a11".'],
  ],
  "a flag that is none": [filter({ n: { isNull: "yes" } }), ["things.select.filter.n.isNull: must be true or false"]],
  "a claim for a flag": [
    filter({ n: { isNull: { $claim: "a" } } }),
    ["things.select.filter.n.isNull: must be true or false"],
  ],
  "a claim for a condition": [
    filter({ n: { $claim: "a" } }),
    ["things.select.filter.n: is a claim, and claims stand for values only"],
  ],
  "a claim for a filter": [
    filter({ $claim: "a" }),
    ["things.select.filter: is a claim, and claims stand for values only"],
  ],
  "a claim in a list": [filter({ n: { in: [1, { $claim: "a" }] } }), [`things.select.filter.n.in: ${inside}`]],
  "a claim in a document": [
    filter({ meta: { contains: { owner: { $claim: "a" } } } }),
    [`things.select.filter.meta.contains: ${inside}`],
  ],
  "a claim beside": [filter({ n: { eq: { $claim: "a", or: 1 } } }), [`things.select.filter.n.eq: ${inside}`]],
  "a claim that is a number": [filter({ n: { eq: { $claim: 5 } } }), [`things.select.filter.n.eq: ${inside}`]],
  "a claim without a name": [filter({ n: { eq: { $claim: "" } } }), ["things.select.filter.n.eq: names no claim"]],
  "a claim with an empty step": [
    filter({ n: { eq: { $claim: "a..b" } } }),
    ["things.select.filter.n.eq: names no claim"],
  ],
  "an empty object": [filter({ n: {} }), [`things.select.filter.n: ${empty}`]],
  "an empty relation": [filter({ owner: {} }), [`things.select.filter.owner: ${empty}`]],
  "an empty or": [filter({ or: [{ n: { eq: 1 } }, {}] }), [`things.select.filter.or[1]: ${empty}`]],
  "an empty and": [filter({ and: [] }), [`things.select.filter.and: ${empty}`]],
  "an empty every": [
    tables({ owners: { select: { columns: "*", filter: { things: { every: {} } } } } }),
    [`owners.select.filter.things.every: ${empty}`],
  ],
  "an empty count": [
    tables({ owners: { select: { columns: "*", filter: { things: { count: {} } } } } }),
    [`owners.select.filter.things.count: ${empty}`],
  ],
  "a column that is compared with nothing": [
    filter({ compare: [{ column: "N" }] }),
    [`things.select.filter.compare[0]: ${empty}`],
  ],
  "a path without a condition": [
    filter({ or: [{ n: { eq: 1 } }, { meta: { at: [{ path: ["a"] }] } }] }),
    [`things.select.filter.or[1].meta.at[0]: ${empty}`],
  ],
  "undefined in a document": [
    filter({ meta: { contains: { owner: undefined } } }),
    [`things.select.filter.meta.contains: ${missing}`],
  ],
  "a function for a document": [
    filter({ meta: { contains: () => 1 } }),
    [`things.select.filter.meta.contains: ${missing}`],
  ],
  "an empty object deep inside": [
    filter({ not: { owner: { name: {} } } }),
    [`things.select.filter.not.owner.name: ${empty}`],
  ],
  "a check that does not fit": [
    insert({ check: { owner: { nam: { eq: "a" } } } }),
    ["things.insert.check.owner.nam: is not there; known are id, name, things, and, or, not"],
  ],
  "an update that does not": [
    things({ update: { columns: "*", filter: { n: { eq: "x" } }, check: { n: { gt: "y" } } } }),
    [
      'things.update.check.n.gt: Int cannot represent non-integer value: "y"',
      'things.update.filter.n.eq: Int cannot represent non-integer value: "x"',
    ],
  ],
  "a delete that does not": [
    things({ delete: { filter: { m: {} } } }),
    [`things.delete.filter.m: is not there; ${fields}, owner, compare, and, or, not`],
  ],
  "an unknown preset": [
    insert({ preset: { ownr: 1, shout: "a" } }),
    [
      `things.insert.preset.ownr: has "ownr", which is not there; ${written}`,
      `things.insert.preset.shout: has "shout", which is not there; ${written}`,
    ],
  ],
  "a preset of another type": [
    insert({ preset: { n: "five" } }),
    ['things.insert.preset.n: Int cannot represent non-integer value: "five"'],
  ],
  "a preset of a list": [
    insert({ preset: { flags: [1] } }),
    ["things.insert.preset.flags: is of a type that no preset can give"],
  ],
  "a preset of a range": [
    insert({ preset: { span: { lower: 1 } } }),
    ["things.insert.preset.span: is of a type that no preset can give"],
  ],
  "a preset with a claim inside": [
    insert({ preset: { meta: { a: { $claim: "b" } } } }),
    [`things.insert.preset.meta: ${inside}`],
  ],
  "a preset that is undefined": [
    insert({ preset: { n: undefined, meta: undefined } }),
    [`things.insert.preset.n: ${missing}`, `things.insert.preset.meta: ${missing}`],
  ],
  "a preset that is given, too": [
    insert({ columns: ["id", "n"], preset: { n: 1 } }),
    ["things.insert.columns: has n, which preset gives: say it once"],
  ],
  "a preset without a claim's name": [
    insert({ preset: { n: { $claim: "a." } } }),
    ["things.insert.preset.n: names no claim"],
  ],
  "a key in part": [
    things({ select: [{ columns: ["id", "n"] }, { columns: ["word"] }] }),
    ["things: has rules of which some show the key (id) and some do not; let all show it, or none"],
  ],
  "writes without a key": [
    tables({ logs: { select: { columns: "*", filter: { n: { eq: 1 } } }, insert: { columns: "*" } } }),
    ["logs: cannot be written by a role that sees a part of it, or whose rows are checked: logs has no key"],
  ],
  "writes of a view": [
    tables({
      seen_things: { select: { columns: "*" }, insert: { columns: "*" }, update: { columns: ["id"] }, delete: {} },
    }),
    ['seen_things.update.columns: has "id", which is not there; there is none'],
  ],
  "an empty or of nothing": [filter({ or: [] }), []],
  "some of all": [tables({ owners: { select: { columns: "*", filter: { things: { some: {} } } } } }), []],
  "a condition on a range": [filter({ span: { overlaps: { lower: 1 } } }), []],
  "all rows": [filter({}), []],
};

/** What is refused is refused at once, of all roles together. */
describe("what does not fit the databases stops the start, with its path", () => {
  let problems: readonly string[];
  beforeAll(async () => {
    problems = await problemsOf(Object.fromEntries(Object.values(cases).map(([role], index) => [`r${index}`, role])));
  });

  test.each(
    Object.entries(cases).map(([name, [, expected]], index) => ({ name, expected, role: `roles.r${index}.` })),
  )("$name", ({ expected, role }) => {
    const own = problems.filter((problem) => problem.startsWith(role));
    expect(own.map((problem) => problem.replace(role, "").replace(`${at}.`, ""))).toEqual(expected);
  });
});

test("several inherited rules for one kind of write are none, until one is said", async () => {
  const writers = {
    counter: things({ update: { columns: ["n"] } }),
    writer: things({ update: { columns: ["word"] }, delete: {} }),
  };
  const both = { inherits: ["counter", "writer"] };
  const message = "inherits several rules for update of main.things; say its own, which stands in their place";
  expect(await problemsOf({ ...writers, both })).toEqual([`roles.both.inherits: ${message}`]);
  const update = { columns: ["n", "word"] };
  expect(await problemsOf({ ...writers, both: { ...both, ...things({ update }) } })).toEqual([]);
  expect(
    await problemsOf({ ...writers, heir: { inherits: ["writer"] }, same: { inherits: ["writer", "heir"] } }),
  ).toEqual([]);
  const keyless = tables({ things: { select: { columns: ["word"] } } });
  expect(await problemsOf({ ...writers, keyless, both: { inherits: ["counter", "keyless"] } })).toEqual([
    "roles.both: has rules of which some show the key (id) and some do not; let all show it, or none",
  ]);
});
