-- A chain of 30 people, each with the one before as manager.
create table people (
  id integer primary key,
  name text not null,
  manager_id integer references people,
  "mentorId" integer references people
);
insert into people select i, 'person ' || i, nullif(i - 1, 0), case when i % 2 = 0 then 1 end from generate_series(1, 30) i;
comment on table people is E'Everybody.\n\n"""Quotes""" and \\ backslashes, and {braces}.';
comment on column people.name is E'As it is spoken.\u2028Two lines, "quoted".';

-- Two ways to one table, and one that is unique.
create table documents (
  id bigint primary key,
  title text,
  created_by integer not null references people,
  approved_by integer references people,
  owner integer unique references people (id)
);
insert into documents select i, 'document ' || i, 1 + i % 3, case when i % 2 = 0 then 2 end, case when i <= 3 then i end
from generate_series(1, 12) i;

create table passports (person_id integer primary key references people, number text not null unique);
insert into passports select i, 'P' || i from generate_series(1, 5) i;

-- Composite, once of columns that may be null in part: such a row refers to nothing.
create table bookings (
  id integer primary key,
  row_no integer,
  seat_no integer,
  person_id integer references people,
  foreign key (row_no, seat_no) references seats
);
insert into bookings values (1, 1, 1, 1), (2, 1, null, 2), (3, 2, 1, null), (4, null, null, 1), (5, 1, 1, 3);

-- To a key that is not the primary one, through columns in another order.
create table tickets (
  id integer primary key,
  second integer,
  first integer,
  kind text references unique_kinds (plain),
  foreign key (second, first) references unique_kinds (several_b, several_a)
);
insert into tickets values (1, 1, 1, 'one'), (2, 2, 1, null), (3, null, 1, 'two');

-- Around in a circle.
create table hens (id integer primary key, egg_id integer);
create table eggs (id integer primary key, hen_id integer references hens);
insert into hens values (1, 1);
insert into eggs values (1, 1), (2, 1);
alter table hens add foreign key (egg_id) references eggs;

-- Two foreign keys over one column, to different tables.
create table shared_key (id integer primary key references people references documents (owner), note text);
insert into shared_key values (1, 'both');

-- Rows from before the foreign key refer to what is not there.
create table orphans (id integer primary key, person_id integer);
insert into orphans values (1, 1), (2, 999);
alter table orphans add foreign key (person_id) references people not valid;

-- Types that differ on the two sides.
create table wide_references (id integer primary key, person_id bigint references people, document_id integer references documents);
insert into wide_references values (1, 1, 1), (2, null, 2);
