create table customers (
  id int generated always as identity primary key,
  name text not null,
  email text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  loyalty loyalty_tier not null default 'BRONZE',
  tags text[] not null default '{}',
  created_at timestamptz not null default current_timestamp,
  notes text,
  constraint customers_email_key unique (email)
);

comment on table customers is 'People who have an account in the shop.';
comment on column customers.email is 'Where order confirmations go. Each address belongs to one customer.';
comment on column customers.country is 'Country of delivery as two letters of ISO 3166.';
comment on column customers.loyalty is 'The tier that decides on discounts.';
comment on column customers.tags is 'Free labels for mailings and reports.';
comment on column customers.created_at is 'When the customer signed up.';
comment on column customers.notes is 'Remarks of the staff.';

-- 100 first names and 100 last names make 10,000 customers of which no two have the same name, or the same address.
insert into customers (id, name, email, country, loyalty, tags, created_at, notes)
overriding system value
select
  n,
  first_name || ' ' || last_name,
  lower(first_name || '.' || last_name) || '@example.' || (array['com', 'net', 'org'])[1 + made.pick(n, 11, 3)],
  made.country_of(n),
  (array['BRONZE', 'BRONZE', 'BRONZE', 'BRONZE', 'SILVER', 'SILVER', 'SILVER', 'GOLD', 'GOLD', 'PLATINUM'])[
    1 + made.pick(n, 12, 10)]::loyalty_tier,
  case made.pick(n, 13, 6)
    when 0 then array['newsletter']
    when 1 then array['newsletter', 'wholesale']
    when 2 then array['gift']
    when 3 then array['newsletter', 'gift', 'press']
    else '{}'
  end,
  made.signed_up_at(n),
  case made.pick(n, 14, 28)
    when 0 then 'Prefers delivery in the evening.'
    when 1 then 'Ring twice: the bell is quiet.'
    when 2 then 'Asks for invoices on paper.'
    when 3 then 'Leave parcels with the neighbour.'
  end
from
  generate_series(1, 10000) as n,
  lateral (select string_to_array(
    'Ada Adam Agnes Alba Alice Amir Amy Anna Anton Arthur Astrid Aya Beatrix Ben Bruno Camille Carl Carla Cecilia Clara '
    'Cora Daniel Daria David Diana Edgar Edith Elena Eli Elias Elin Ella Emil Emma Erik Esther Eva Felix Finn Flora '
    'Frank Frida Gabriel George Grace Greta Gustav Hanna Hector Helena Henry Hugo Ida Ines Ingrid Irene Iris Ivan Jan '
    'Jasmin Joel Johan Jonas Judith Julia Karim Kasper Kira Lara Laura Lea Leo Lina Louis Lucy Maja Marco Maria Martin '
    'Mia Milan Mina Nadia Nina Noah Nora Olga Oscar Otto Paul Petra Rita Robin Rosa Samir Sara Simon Sofia Theo Vera',
    ' ')) as f (first_names),
  lateral (select string_to_array(
    'Alder Arbor Banks Barley Bay Beck Birch Bloom Brook Cairn Cedar Chalk Cliff Clover Copse Cove Crane Dale Dell Dove '
    'Downs Drift Dune East Elm Fell Fen Fern Field Finch Flint Ford Forge Frost Garth Gates Glade Glen Grange Green '
    'Grove Hale Harbor Hart Haven Hawthorn Hazel Heath Hedge Heron Hill Holly Holm Hurst Ivy Juniper Kestrel Lake Lane '
    'Lark Laurel Linden Loch Mallow Maple March Marsh Mead Mill Moor Moss North Oak Orchard Park Pine Pond Quarry Reed '
    'Ridge Rivers Rowan Rush Sage Shaw Shore Sorrel South Spring Stone Swift Thorn Vale Wells West Willow Winter Wold '
    'Wood Wren', ' ')) as l (last_names),
  lateral (select first_names[1 + n * 37 % 100], last_names[1 + (n / 100 + n % 100 * 13) % 100]) as p (first_name, last_name);

alter table customers alter column id restart with 10001;
create index customers_country_idx on customers (country);
create index customers_created_at_idx on customers (created_at);
