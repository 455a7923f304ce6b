import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

// A database may have functions and types that are named as Postgres' own, and a search_path that finds them first.
let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(String.raw`
    create schema "pgXish";
    create table "pgXish".rows (id int primary key);

    create type mood as enum ('GOOD', 'BAD');
    create function mood_json(mood) returns json immutable language sql as $$ select '"canary"'::json $$;
    create cast (mood as json) with function mood_json(mood);
    create table things (
      id int primary key, day date, clock time, key uuid unique, body text, big int8, bytes bytea, mood mood, moods mood[],
      span int4range, spans int4range[], lists int[], bytes_list bytea[], parent_id int references things
    );
    insert into things values (
      1, '2024-02-29', '12:00', '0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a11', 'x', 9, '\x00', 'GOOD', '{BAD}',
      '[1,2)', '{"[1,2)"}', '{1}', array['\x00'::bytea], 1
    );

    create function any_json(json, json) returns json language sql as $$ select '"canary"'::json $$;
    create aggregate public.json_agg(json) (sfunc = any_json, stype = json);
    create function public.row_to_json(record) returns json language plpgsql as $$ begin return '"canary"'::json; end $$;
    create function public.to_json(anyelement) returns json language sql as $$ select '"canary"'::json $$;
    create function public.lower(int4range) returns int language sql as $$ select -1 $$;

    create table "text" (id int primary key, body text);
    insert into "text" values (1, 'y');
    create type public.date as enum ('never');
    create type public.time as enum ('noon');
    create type public.int4 as enum ('one');
    create type public.int8 as enum ('one');
    create type public.uuid as (a pg_catalog.int4);
    create table odd (id pg_catalog.int4 primary key, day public.date, clock public.time);
    insert into odd values (1, 'never', 'noon');
  `);
  await database.query(`alter database ${database.name} set search_path = public, pg_catalog`);
  await database.query(`alter database ${database.name} set standard_conforming_strings = off`);
  gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "", schemas: ["public", "pgXish"] } },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

test("what is there is found", () => {
  expect(gateway.gateway.databases()[0]?.tables).toEqual(["rows", "odd", "text", "things"]);
});

test("values come out as Postgres' own functions print them", async () => {
  const selection =
    "id day clock key body big bytes mood moods span { lower } spans { lower upper } lists bytesList parent { id thingsByParent { id } }";
  expect(await gateway.data(`{ things { ${selection} } odds { day clock } texts { body } }`)).toEqual({
    things: [
      {
        id: 1,
        day: "2024-02-29",
        clock: "12:00:00",
        key: "0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a11",
        body: "x",
        big: "9",
        bytes: "AA==",
        mood: "GOOD",
        moods: ["BAD"],
        span: { lower: 1 },
        spans: [{ lower: 1, upper: 2 }],
        lists: [1],
        bytesList: ["AA=="],
        parent: { id: 1, thingsByParent: [{ id: 1 }] },
      },
    ],
    odds: [{ day: "never", clock: "noon" }],
    texts: [{ body: "y" }],
  });
});

test.each([
  "id: {eq: 1}",
  'day: {eq: "2024-02-29"}',
  'clock: {lte: "12:00"}',
  'key: {in: ["0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a11"]}',
  'body: {eq: "x"}',
  'big: {gt: "8"}',
  "mood: {eq: GOOD}",
  "moods: {eq: [BAD]}",
  "lists: {eq: [1]}",
])("{%s} compares by Postgres' own types", async (where) => {
  expect(await gateway.data(`{ things(where: {${where}}) { id } }`)).toEqual({ things: [{ id: 1 }] });
});

test("so do types of the same names", async () => {
  expect(await gateway.data("{ odds(where: {day: {eq: never}, clock: {in: [noon]}}) { id } }")).toEqual({
    odds: [{ id: 1 }],
  });
});
