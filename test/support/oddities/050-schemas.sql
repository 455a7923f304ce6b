create table audit.events (id bigint generated always as identity primary key, person_id integer references people, what text);
insert into audit.events (person_id, what) values (1, 'login'), (2, 'login'), (1, 'logout');
-- The name of a table of `public`.
create table audit.people (id integer primary key, note text);
insert into audit.people values (1, 'shadow');
create type audit.severity as enum ('low', 'high');
create type audit.place as (host inet, port integer);
create table audit.alerts (id integer primary key, severity audit.severity, at audit.place);
insert into audit.alerts values (1, 'high', row('10.0.0.1', 5432));

create table internal.secrets (id integer primary key, person_id integer references people, secret text);
insert into internal.secrets values (1, 1, 'hidden');
-- A type of a schema that is not exposed, in a table of one that is.
create type internal.level as enum ('one', 'two');
create table public.uses_internal (id integer primary key, level internal.level, secret_id integer references internal.secrets);
insert into public.uses_internal values (1, 'two', 1);
