import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

// Between columns of two collations Postgres does not choose by itself (manual, section 23.2.2).
let database: TestDatabase;
let other: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create collation "Odd ""texts" (provider = icu, locale = 'de');
    create collation caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
    create domain code as text collate "POSIX";

    create table countries (code text collate "C" primary key, name text);
    create table cities (id int primary key, country_id text collate "Odd ""texts" references countries);
    create table rivers (id int primary key, country_id code references countries);
    create table lakes (id int primary key, country_id text references countries);
    insert into countries values ('a', 'A'), ('B', 'B');
    insert into cities values (1, 'a'), (2, 'B'), (3, 'a');
    -- Here Postgres itself does not know how to check the foreign key.
    set session_replication_role = replica;
    insert into rivers values (1, 'B');
    reset session_replication_role;
    insert into lakes values (1, 'a');

    create table words (word text collate caseless primary key);
    create table uses (id int primary key, word_id text collate caseless references words);
    insert into words values ('Word');
    insert into uses values (1, 'WORD');

    create table pairs (a text collate "C", b text collate "POSIX", primary key (a, b));
    create table references_pairs (id int primary key, a text collate "POSIX", b text collate "C", foreign key (a, b) references pairs);
    insert into pairs values ('x', 'y');
    insert into references_pairs values (1, 'x', 'y');
  `);
  other = await createDatabase(`
    create table notes (id int primary key, country text collate "POSIX");
    insert into notes values (1, 'a');
  `);
  gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "" }, other: { url: other.url, prefix: "other" } },
    links: [{ from: "other.notes.country", to: "main.countries.code", field: "home", inverse: "notes" }],
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
  await other?.dispose();
});

test("foreign keys between columns of different collations are followed both ways", async () => {
  const data = await gateway.data(`{
    cities(orderBy: [{id: ASC}]) { id country { name cities(orderBy: [{id: DESC}]) { id } } }
    rivers { country { name rivers { id } } }
    lakes { country { name lakes { id } } }
    referencesPairs { aB { a b referencesPairsByAB { id } } }
  }`);
  const a = { name: "A", cities: [{ id: 3 }, { id: 1 }] };
  expect(data).toEqual({
    cities: [
      { id: 1, country: a },
      { id: 2, country: { name: "B", cities: [{ id: 2 }] } },
      { id: 3, country: a },
    ],
    rivers: [{ country: { name: "B", rivers: [{ id: 1 }] } }],
    lakes: [{ country: { name: "A", lakes: [{ id: 1 }] } }],
    referencesPairs: [{ aB: { a: "x", b: "y", referencesPairsByAB: [{ id: 1 }] } }],
  });
});

test("a collation that takes different texts for equal does so in keys and relations", async () => {
  expect(await gateway.data('{ word(word: "wORD") { word uses { id word { word } } } }')).toEqual({
    word: { word: "Word", uses: [{ id: 1, word: { word: "Word" } }] },
  });
});

test("so are links", async () => {
  expect(await gateway.data("{ otherNotes { home { name notes { id } } } }")).toEqual({
    otherNotes: [{ home: { name: "A", notes: [{ id: 1 }] } }],
  });
});
