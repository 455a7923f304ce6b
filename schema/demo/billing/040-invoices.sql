create table invoices (
  id bigint generated always as identity primary key,
  order_id bigint not null,
  account_id int not null,
  number text not null,
  status invoice_status not null default 'DRAFT',
  amount numeric(12, 2) not null check (amount >= 0),
  issued_at timestamptz not null default current_timestamp,
  due_on date not null,
  paid_at timestamptz
);

comment on table invoices is 'One invoice per order of the shop.';
comment on column invoices.order_id is 'The order, whose row is in the shop''s database.';
comment on column invoices.number is 'The number printed on the invoice.';
comment on column invoices.amount is 'The order''s total, in the account''s currency.';
comment on column invoices.due_on is 'The last day to pay.';
comment on column invoices.paid_at is 'When the last of the money came in.';

insert into invoices (id, order_id, account_id, number, status, amount, issued_at, due_on, paid_at)
overriding system value
select
  1000000 + order_id,
  order_id,
  10001 - made.customer_of(order_id),
  'INV-' || extract(year from issued_at at time zone 'UTC') || '-' || lpad(order_id::text, 6, '0'),
  status,
  total,
  issued_at,
  -- The demo's calendar ends with 2025.
  least((issued_at at time zone 'UTC')::date + 14, date '2025-12-31'),
  case
    when status <> 'PAID' then null
    when order_status = 'PAID' then issued_at + made.pick(order_id, 53, 40) * interval '1 minute'
    else issued_at + made.pick(order_id, 54, 6) * interval '23 hours' + interval '1 hour'
  end
from
  made.totals(),
  lateral (select made.status_of(order_id), made.placed_at(order_id) + interval '2 minutes') as o (order_status, issued_at),
  lateral (select (case
    when order_status = 'CANCELLED' then 'VOID'
    when order_status = 'PENDING' then (array['DRAFT', 'OPEN'])[1 + made.pick(order_id, 55, 2)]
    when order_status = 'SHIPPED' and made.pick(order_id, 56, 7) = 0 then 'OPEN'
    else 'PAID'
  end)::invoice_status) as i (status)
order by order_id;

alter table invoices alter column id restart with 1100001;
alter table invoices
  add constraint invoices_order_id_key unique (order_id),
  add constraint invoices_number_key unique (number),
  add constraint invoices_account_id_fkey foreign key (account_id) references accounts;
create index invoices_account_id_issued_at_idx on invoices (account_id, issued_at);
create index invoices_issued_at_idx on invoices (issued_at);
create index invoices_status_due_on_idx on invoices (status, due_on);
