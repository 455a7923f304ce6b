create table accounts (
  id int generated always as identity primary key,
  customer_id int not null,
  balance numeric(12, 2) not null default 0 constraint accounts_balance_check check (balance >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  opened_at timestamptz not null default current_timestamp,
  constraint accounts_customer_id_key unique (customer_id)
);

comment on table accounts is 'One account per customer of the shop.';
comment on column accounts.customer_id is 'The customer, whose row is in the shop''s database.';
comment on column accounts.balance is 'What the customer has paid in advance. Never below zero.';
comment on column accounts.currency is 'Three letters of ISO 4217.';

-- Numbered the other way round, so that nobody takes an account's number for a customer's without noticing.
insert into accounts (id, customer_id, balance, currency, opened_at)
overriding system value
select
  10001 - customer_id,
  customer_id,
  case when made.pick(customer_id, 107, 3) > 0 then made.pick(customer_id, 52, 50000) / 100.0 else 0 end,
  made.currency_of(customer_id),
  made.signed_up_at(customer_id)
from generate_series(10000, 1, -1) as customer_id;

alter table accounts alter column id restart with 10001;
