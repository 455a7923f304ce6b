-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select  from (
select  from "public"."monthly_sales" as t
limit $1
) as t2
) as r)::text;

-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."customer_id" as "customerId", t."name" as "name", t."orders"::text as "orders", t."spent"::text as "spent", t."last_order_at" as "lastOrderAt" from (
select t2."customer_id", t2."name", t2."orders", t2."spent", t2."last_order_at" from "public"."customer_totals" as t2
where t2."customer_id" = any($1::"int4"[])
order by t2."customer_id" asc
limit $2
) as t
) as r)::text;
