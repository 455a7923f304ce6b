create extension if not exists ltree;
create extension if not exists hstore;

create table agents (
  id int generated always as identity primary key,
  name text not null,
  email text not null constraint agents_email_key unique,
  team text not null,
  desk ltree not null,
  network inet not null,
  skills hstore not null default '',
  away daterange,
  on_call datemultirange not null default '{}'
);

comment on table agents is 'Who answers the tickets.';
comment on column agents.team is 'Delivery, payments or accounts.';
comment on column agents.desk is 'Where the desk stands: city, floor and side of the house.';
comment on column agents.network is 'The address or the network that signs in for this agent.';
comment on column agents.skills is 'What the agent knows well, and how well.';
comment on column agents.on_call is 'The days on which the agent may be called at night.';
comment on column agents.away is 'The next holidays; none while none are planned.';

insert into agents (id, name, email, team, desk, network, skills, away, on_call)
overriding system value
select
  n,
  first_name,
  lower(first_name) || '@support.example.com',
  (array['Delivery', 'Payments', 'Accounts'])[1 + n % 3],
  text2ltree(format('%s.Floor%s.%s',
    (array['Lisbon', 'Ghent'])[1 + n % 2], 1 + made.pick(n, 91, 3), (array['North', 'South'])[1 + made.pick(n, 92, 2)])),
  -- Some sign in from home, and so from an address of their own.
  case when made.pick(n, 93, 4) = 0 then format('203.0.113.%s', n)::inet
    else format('10.%s.%s.0/24', 1 + n % 2, made.pick(n, 91, 3))::inet end,
  hstore((array['french', 'german', 'spanish'])[1 + made.pick(n, 94, 3)], (array['fluent', 'some'])[1 + made.pick(n, 95, 2)])
    || case when made.pick(n, 96, 3) = 0 then hstore('invoices', 'good') else '' end,
  case when made.pick(n, 97, 3) > 0 then daterange(
    date '2026-06-01' + made.pick(n, 98, 90), date '2026-06-08' + made.pick(n, 98, 90) + made.pick(n, 99, 14)) end,
  -- Two days of every second month, where it is the agent's turn.
  coalesce((
    select range_agg(daterange(day::date, day::date + 2))
    from generate_series(timestamp '2026-01-01', '2026-12-01', '2 months') as month (first),
      lateral (select first + made.pick(n, 90, 24) * interval '1 day') as d (day)
    where n % 3 > 0
  ), '{}')
from
  unnest(string_to_array(
    'Alma Basil Celia Dario Edda Fabio Gilda Henning Ilse Jorge Kaja Luca Malin Nils Odile Pavel Quinn Runa Silas Tilda '
    'Ugo Viola Wanda Yara', ' ')) with ordinality as a (first_name, n);

alter table agents alter column id restart with 25;
