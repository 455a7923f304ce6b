create view customer_totals as
select c.id as customer_id, c.name, count(o.id) as orders, coalesce(sum(o.total), 0) as spent, max(o.placed_at) as last_order_at
from customers c
left join orders o on o.customer_id = c.id and o.status <> 'CANCELLED'
group by c.id;

comment on view customer_totals is 'What each customer has ordered so far, without cancelled orders.';
comment on column customer_totals.spent is 'The sum of the orders'' totals.';

create materialized view monthly_sales as
select date_trunc('month', placed_at at time zone 'UTC')::date as month, currency, count(*) as orders, sum(total) as revenue
from orders
where status <> 'CANCELLED'
group by 1, 2
order by 1, 2;

comment on materialized view monthly_sales is 'Orders and revenue per month and currency, as of the last refresh.';
comment on column monthly_sales.month is 'The first day of the month.';
create unique index monthly_sales_month_currency_idx on monthly_sales (month, currency);
