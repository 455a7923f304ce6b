/** What is not exposed, and what is said about it: tests on a real Postgres, and a table of `docs/naming.md`. */
export interface OmissionRule {
  readonly what: string;
  readonly sql: string;
  readonly place: string;
  readonly reason: string;
  /** Only where this extension can be installed. */
  readonly extension?: string;
}

/** The role that reads, in the tests. */
export const reader = "naming_reader";

export const omissionRules: readonly OmissionRule[] = [
  {
    what: "a partition: its rows are rows of the table that it belongs to",
    sql: `create table events (id int, at date, primary key (id, at)) partition by range (at);
      create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01') partition by range (at);
      create table events_2024_01 partition of events_2024 for values from ('2024-01-01') to ('2024-02-01');`,
    place: "db.public.events_2024_01",
    reason: "is a partition of public.events",
  },
  {
    what: "what an extension brings",
    sql: "create extension pg_stat_statements;",
    place: "db.public.pg_stat_statements",
    reason: "belongs to the extension pg_stat_statements",
    extension: "pg_stat_statements",
  },
  {
    what: "a table without columns",
    sql: "create table nothing ();",
    place: "db.public.nothing",
    reason: "has no columns, and a type needs a field",
  },
  {
    what: "a table all of whose columns are hidden",
    sql: `create table veiled (id int primary key, veiled_id int references veiled);
      comment on column veiled.id is '@hidden'; comment on column veiled.veiled_id is 'Internal. @hidden';`,
    place: "db.public.veiled",
    reason: "has no column that is not hidden, and a type needs a field",
  },
  {
    what: "a table that the role may not read",
    sql: `create table closed (id int); revoke all on closed from ${reader};`,
    place: "db.public.closed",
    reason: `may not be read by the role ${reader}`,
  },
  {
    what: "a column that the role may not read",
    sql: `create table half_open (id int primary key, secret text unique); revoke all on half_open from ${reader};
      grant select (id) on half_open to ${reader};`,
    place: "db.public.half_open.secret",
    reason: `may not be read by the role ${reader}`,
  },
  {
    what: "a key over such a column",
    sql: "",
    place: "db.public.half_open (key half_open_secret_key)",
    reason: "is not used: its column secret may not be read",
  },
  {
    what: "a schema that the role may not use",
    sql: "create schema locked; create table locked.vault (id int);",
    place: "db.locked",
    reason: `may not be used by the role ${reader}`,
  },
  {
    what: "a schema that the configuration does not name",
    sql: `create schema other; grant usage on schema other to ${reader};
      create table other.thing (id int primary key); grant select on other.thing to ${reader};`,
    place: "db.other",
    reason: "is not among the schemas to expose, and has a table",
  },
  {
    what: "a foreign key to a table that is not exposed",
    sql: "create table uses (id int primary key, thing_id int references other.thing);",
    place: "db.public.uses (foreign key uses_thing_id_fkey)",
    reason: "makes no relation: it refers to other.thing (id), which is not exposed",
  },
  {
    what: "a foreign key that says the same as another one",
    sql: `create table persons (id int primary key);
      create table pets (person_id int constraint a references persons constraint b references persons);`,
    place: "db.public.pets (foreign key b)",
    reason: "says the same as a",
  },
  {
    what: "a foreign key to a table that others inherit from",
    sql: `create table cities (id int primary key); create table capitals () inherits (cities);
      create table maps (city_id int references cities);`,
    place: "db.public.maps (foreign key maps_city_id_fkey)",
    reason:
      'makes no relation: tables that inherit from public.cities may repeat what it refers to; where they do not, databases.db.tables.cities.key: ["id"] says so',
  },
];
