-- shop
select coalesce(json_agg((select row_to_json(r.*) from (
select t."id"::text as "id" from "public"."orders" as t
where t."id" = k."k1"
) as r)), '[]'::json)::text from unnest($1::"int8"[]) as k("k1");

-- shop
select coalesce(json_agg((select row_to_json(r.*) from (
select t."name" as "name" from "public"."customers" as t
where t."id" = k."k1"
) as r)), '[]'::json)::text from unnest($1::"int8"[]) as k("k1");

-- support
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."customer_id" as "customerId", t."customer_id"::text as "customer", t."order_id"::text as "orderId", t."order_id"::text as "order" from (
select t2."customer_id", t2."order_id" from "public"."tickets" as t2
where t2."customer_id" > $1::"int4"
order by t2."id"
limit $2
) as t
) as r)::text;
