-- What the three databases must agree on without seeing each other: who placed which order, when, and for how much.
-- Every value follows from the number of its row, so each filling is the same. This file is the same in all three
-- folders; the last file of each drops the schema again.
create schema made;

-- One of `size` numbers from 0, scattered over `n`; another `salt` scatters differently.
create function made.pick(n bigint, salt int, size int) returns int immutable language sql as $$
  select ((n * (48271 + 7919 * salt) + n * n % 99991 * 31) % 100003 % size)::int
$$;

-- The shop opens with 100 customers, and 99 more sign up with every 1,000 orders.
create function made.customer_of(order_id bigint) returns int immutable language sql as $$
  select 1 + made.pick(order_id, 1, (100 + order_id * 99 / 1000)::int)
$$;

create function made.signed_up_at(customer_id int) returns timestamptz stable language sql as $$
  select timestamptz '2024-01-01 00:00:00+00' + case
    when customer_id <= 100 then customer_id * interval '6 seconds'
    else ((customer_id - 100) * 1000 / 99) * interval '631 seconds'
  end
$$;

create function made.country_of(customer_id int) returns text immutable language sql as $$
  select (array['FR', 'DE', 'US', 'GB', 'ES', 'IT', 'NL', 'BE', 'IE', 'AT'])[1 + made.pick(customer_id, 2, 10)]
$$;

create function made.currency_of(customer_id int) returns text immutable language sql as $$
  select case made.country_of(customer_id) when 'US' then 'USD' when 'GB' then 'GBP' else 'EUR' end
$$;

create function made.placed_at(order_id bigint) returns timestamptz stable language sql as $$
  select timestamptz '2024-01-01 00:00:00+00'
    + order_id * interval '631 seconds' + made.pick(order_id, 3, 600) * interval '1 second'
$$;

create function made.status_of(order_id bigint) returns text immutable language sql as $$
  select case
    when order_id % 17 = 5 then 'CANCELLED'
    when order_id <= 95000 then 'SHIPPED'
    when order_id % 3 = 1 then 'PENDING'
    when order_id % 3 = 2 or order_id > 99000 then 'PAID'
    else 'SHIPPED'
  end
$$;

create function made.price_of(product_id int) returns numeric immutable language sql as $$
  select 3.95 + product_id * 7919 % 240 + product_id % 4 * 0.25
$$;

create function made.lines_of(order_id bigint)
returns table (line_no int, product_id int, quantity int, unit_price numeric) immutable language sql as $$
  select l.line_no, p.product_id, q.quantity, made.price_of(p.product_id)
  from generate_series(1, 1 + (order_id % 5)::int) as l (line_no),
    lateral (select 1 + (made.pick(order_id, 4, 1000) + 37 * l.line_no) % 1000) as p (product_id),
    lateral (select (array[1, 1, 1, 1, 1, 2, 2, 2, 3, 5])[1 + made.pick(order_id * 5 + l.line_no, 5, 10)]) as q (quantity)
$$;

create function made.totals() returns table (order_id bigint, total numeric) immutable language sql as $$
  select n, sum(quantity * unit_price)
  from generate_series(1::bigint, 100000) as n, made.lines_of(n)
  group by n
$$;
