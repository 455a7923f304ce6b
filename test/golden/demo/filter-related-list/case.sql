-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."name" as "name", (select coalesce(json_agg(r2.*), '[]'::json) from (
select t2."id"::text as "id" from (
select t3."id" from "public"."orders" as t3
where t3."customer_id" = t."id" and exists (select from "public"."order_items" as t4 where t4."order_id" = t3."id" and exists (select from "public"."products" as t5 where t5."id" = t4."product_id" and t5."name" ~~ $1::"text"))
order by t3."id"
limit $2
) as t2
) as r2) as "orders" from (
select t6."name", t6."id" from "public"."customers" as t6
order by t6."id"
limit $3
) as t
) as r)::text;

-- shop
select coalesce(json_agg((select row_to_json(r.*) from (
select (select coalesce(json_agg(r2.*), '[]'::json) from (
select t."id"::text as "id" from (
select t2."id" from "public"."orders" as t2
where t2."customer_id" = t3."id" and (select count(*) from "public"."order_items" as t4 where t4."order_id" = t2."id") >= $1::"int4"
order by t2."id"
limit $2
) as t
) as r2) as "orders" from "public"."customers" as t3
where t3."id" = k."k1"
) as r)), '[]'::json)::text from unnest($3::"int8"[]) as k("k1");

-- support
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."customer_id"::text as "customer" from (
select t2."customer_id" from "public"."tickets" as t2
order by t2."id"
limit $1
) as t
) as r)::text;
