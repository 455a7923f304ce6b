-- Keys, and what looks like one.
create table no_key (a integer, b text);
insert into no_key values (1, 'same'), (1, 'same'), (null, null);

create table seats (row_no integer, seat_no integer, class text not null default 'second', primary key (row_no, seat_no));
insert into seats values (1, 1, 'first'), (1, 2, default), (2, 1, default);

-- The key's columns come in another order than the table's.
create table reversed_key (a integer, b text, c integer, primary key (c, a));
insert into reversed_key values (1, 'x', 2), (2, 'y', 1);

create table unique_kinds (
  id integer primary key,
  plain text unique,
  several_a integer,
  several_b integer,
  nulls_equal integer unique nulls not distinct,
  with_more integer,
  carried text,
  deferred integer unique deferrable initially deferred,
  partial integer,
  folded text,
  excluded int4range,
  unique (several_a, several_b),
  exclude using gist (excluded with &&)
);
create unique index on unique_kinds (with_more) include (carried);
create unique index on unique_kinds (partial) where partial > 0;
create unique index on unique_kinds (lower(folded));
insert into unique_kinds values
  (1, 'one', 1, 1, 1, 1, 'carried', 1, 1, 'One', '[1,5)'),
  (2, 'two', 1, 2, null, 2, 'carried', 2, -1, 'Two', '[5,9)'),
  (3, null, null, null, 3, null, null, null, -1, null, null);

create table deferred_key (id integer primary key deferrable, label text);
insert into deferred_key values (1, 'later');

create table keyed_by_text (code text collate "C" primary key, note text);
insert into keyed_by_text values ('', 'empty'), (' ', 'space'), ('a/b?c=d&e#f', 'address'), ('''; drop table people; --', 'quote');
create table keyed_by_uuid (id uuid primary key default gen_random_uuid(), note text);
insert into keyed_by_uuid values ('0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a11', 'first');
create table keyed_by_bytes (id bytea primary key, note text);
insert into keyed_by_bytes values ('\x', 'empty'), ('\x00ff', 'bytes');
create table keyed_by_time (at timestamptz primary key, note text);
insert into keyed_by_time values ('infinity', 'never'), ('2024-01-01 00:00:00.000001+00', 'new year');
create table keyed_by_numeric (amount numeric primary key, note text);
insert into keyed_by_numeric values ('NaN', 'none'), (0.1000, 'tenth'), (1e20, 'large');
create table keyed_by_array (codes integer[] primary key, note text);
insert into keyed_by_array values ('{1,2}', 'both'), ('{}', 'none');
