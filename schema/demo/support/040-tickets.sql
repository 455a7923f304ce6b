create table tickets (
  id int generated always as identity primary key,
  customer_id int not null,
  order_id bigint,
  agent_id int,
  subject text not null,
  status ticket_status not null default 'OPEN',
  priority smallint not null default 2 constraint tickets_priority_check check (priority between 1 and 4),
  opened_at timestamptz not null default current_timestamp,
  closed_at timestamptz
);

comment on table tickets is 'What customers asked for help with.';
comment on column tickets.customer_id is 'The customer, whose row is in the shop''s database.';
comment on column tickets.order_id is 'The order it is about, whose row is in the shop''s database; none where it is about no order.';
comment on column tickets.agent_id is 'Who takes care of it; none while nobody does.';
comment on column tickets.priority is 'From 1, can wait, to 4, at once.';
comment on column tickets.closed_at is 'When it was settled.';

insert into tickets (id, customer_id, order_id, agent_id, subject, status, priority, opened_at, closed_at)
overriding system value
select
  n,
  -- In each database something gets lost: 20 tickets point to a customer or an order that is no more.
  case when n % 2000 = 1500 then 90000 + n else customer_id end,
  case when n % 2000 = 500 then 900000 + n when about_order then order_id end,
  case when status <> 'OPEN' or made.pick(n, 61, 3) > 0 then 1 + made.pick(n, 62, 24) end,
  case
    when about_order then (array[
      'Parcel has not arrived', 'Item arrived damaged', 'Wrong item in the parcel', 'One item is missing',
      'How do I return an item?', 'Refund has not arrived', 'Charged twice for one order', 'Please cancel my order',
      'Deliver to another address', 'Invoice shows the wrong address', 'Discount code was not applied',
      'Colour differs from the picture'])[1 + made.pick(n, 63, 12)]
    else (array[
      'Cannot sign in', 'Please change my email address', 'How do I close my account?', 'Do you deliver to islands?',
      'No more newsletters, please', 'Gift card does not work'])[1 + made.pick(n, 64, 6)]
  end,
  status::ticket_status,
  (array[1, 2, 2, 2, 2, 3, 3, 4])[1 + made.pick(n, 65, 8)],
  opened_at,
  case when status in ('RESOLVED', 'CLOSED') then opened_at + made.pick(n, 66, 150) * interval '1 hour' + interval '8 hours' end
from
  generate_series(1::bigint, 20000) as n,
  -- One of the orders of the three weeks before.
  lateral (select 5 * n - made.pick(n, 67, least(5 * n, 3000)::int)) as o (order_id),
  lateral (select
    made.customer_of(order_id),
    made.pick(n, 73, 7) > 0 or n % 2000 = 500,
    timestamptz '2024-01-01 00:00:00+00' + n * interval '3155 seconds' + (600 + made.pick(n, 69, 2000)) * interval '1 second',
    case
      when n > 19600 then (array['OPEN', 'OPEN', 'OPEN', 'WAITING', 'WAITING'])[1 + made.pick(n, 70, 5)]
      when n > 19000 then (array['OPEN', 'OPEN', 'WAITING', 'RESOLVED', 'RESOLVED'])[1 + made.pick(n, 70, 5)]
      when made.pick(n, 71, 40) = 0 then 'WAITING'
      else (array['RESOLVED', 'CLOSED', 'CLOSED'])[1 + made.pick(n, 72, 3)]
    end
  ) as t (customer_id, about_order, opened_at, status)
order by n;

alter table tickets alter column id restart with 20001;
alter table tickets add constraint tickets_agent_id_fkey foreign key (agent_id) references agents;
create index tickets_customer_id_idx on tickets (customer_id);
create index tickets_order_id_idx on tickets (order_id);
create index tickets_agent_id_idx on tickets (agent_id);
create index tickets_status_opened_at_idx on tickets (status, opened_at);
create index tickets_opened_at_idx on tickets (opened_at);
