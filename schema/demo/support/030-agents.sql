create table agents (
  id int generated always as identity primary key,
  name text not null,
  email text not null constraint agents_email_key unique,
  team text not null
);

comment on table agents is 'Who answers the tickets.';
comment on column agents.team is 'Delivery, payments or accounts.';

insert into agents (id, name, email, team)
overriding system value
select n, first_name, lower(first_name) || '@support.example.com', (array['Delivery', 'Payments', 'Accounts'])[1 + n % 3]
from
  unnest(string_to_array(
    'Alma Basil Celia Dario Edda Fabio Gilda Henning Ilse Jorge Kaja Luca Malin Nils Odile Pavel Quinn Runa Silas Tilda '
    'Ugo Viola Wanda Yara', ' ')) with ordinality as a (first_name, n);

alter table agents alter column id restart with 25;
