create table payments (
  id uuid primary key default gen_random_uuid(),
  invoice_id bigint not null,
  amount numeric(12, 2) not null constraint payments_amount_check check (amount > 0),
  method payment_method not null,
  paid_at timestamptz not null default current_timestamp
);

comment on table payments is 'Money that came in for an invoice: at once, or in two parts.';
comment on column payments.amount is 'In the currency of the invoice''s account.';

insert into payments (id, invoice_id, amount, method, paid_at)
select
  md5('payment ' || i.order_id || '/' || part)::uuid,
  i.id,
  case when parts = 1 then i.amount when part = 1 then round(i.amount / 2, 2) else i.amount - round(i.amount / 2, 2) end,
  (array['CARD', 'CARD', 'CARD', 'WALLET', 'WALLET', 'TRANSFER', 'DIRECT_DEBIT'])[
    1 + made.pick(i.order_id, 57, 7)]::payment_method,
  case when part = parts then i.paid_at else i.issued_at end
from
  invoices i,
  lateral (select case when made.pick(i.order_id, 58, 30) = 0 then 2 else 1 end) as p (parts),
  generate_series(1, parts) as part
where i.status = 'PAID'
order by i.id, part;

alter table payments add constraint payments_invoice_id_fkey foreign key (invoice_id) references invoices;
create index payments_invoice_id_idx on payments (invoice_id);
create index payments_paid_at_idx on payments (paid_at);
