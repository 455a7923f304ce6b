-- billing
select coalesce(json_agg((select row_to_json(r.*) from (
select t."balance"::text as "balance", t."currency" as "currency" from "public"."accounts" as t
where t."customer_id" = k."k1"
) as r)), '[]'::json)::text from unnest($1::"int8"[]) as k("k1");

-- billing
select coalesce(json_agg((select row_to_json(r.*) from (
select t."status"::text as "status", t."amount"::text as "amount" from "public"."invoices" as t
where t."order_id" = k."k1"
) as r)), '[]'::json)::text from unnest($1::"int8"[]) as k("k1");

-- shop
select coalesce(json_agg((select row_to_json(r.*) from (
select t."id"::text as "id", (select coalesce(json_agg(r2.*), '[]'::json) from (
select t2."quantity" as "quantity", (select row_to_json(r3.*) from (
select t3."name" as "name", t3."price"::text as "price" from "public"."products" as t3
where t3."id" = t2."product_id"
) as r3) as "product" from (
select t4."quantity", t4."product_id" from "public"."order_items" as t4
where t4."order_id" = t."id"
order by t4."order_id", t4."line_no"
limit $1
) as t2
) as r2) as "items" from "public"."orders" as t
where t."id" = k."k1"
) as r)), '[]'::json)::text from unnest($2::"int8"[]) as k("k1");

-- shop
select coalesce(json_agg((select row_to_json(r.*) from (
select t."name" as "name", t."email" as "email", t."id"::text as "account", (select coalesce(json_agg(r2.*), '[]'::json) from (
select t2."id"::text as "id", t2."total"::text as "total", t2."id"::text as "invoice" from (
select t3."id", t3."total" from "public"."orders" as t3
where t3."customer_id" = t."id"
order by t3."placed_at" desc, t3."id"
limit $1
) as t2
) as r2) as "orders" from "public"."customers" as t
where t."id" = k."k1"
) as r)), '[]'::json)::text from unnest($2::"int8"[]) as k("k1");

-- support
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."subject" as "subject", t."customer_id"::text as "customer", t."order_id"::text as "order" from (
select t2."subject", t2."customer_id", t2."order_id" from "public"."tickets" as t2
where t2."status" = $1::"public"."ticket_status"
order by t2."opened_at" desc, t2."id"
limit $2
) as t
) as r)::text;
