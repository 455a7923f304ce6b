-- billing
select coalesce(json_agg((select row_to_json(r.*) from (
select t."amount"::text as "amount" from "public"."invoices" as t
where t."order_id" = k."k1"
) as r)), '[]'::json)::text from unnest($1::"int8"[]) as k("k1");

-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id", (select row_to_json(c.*) from (
with page as (
select t2.*, row_number() over () as "$n" from (
select t3."line_no", t3."quantity", t3."product_id", t3."order_id" from "public"."order_items" as t3
where t3."order_id" = t."id"
order by t3."quantity" desc, t3."order_id", t3."line_no"
limit $1
) as t2
) select (select count(*) from "public"."order_items" as t4
where t4."order_id" = t."id") as "totalCount", (select row_to_json(r2.*) from (select (exists (select from page as t5 where t5."$n" > $2::"int8")) as "hasNextPage", (select translate(encode(convert_to(to_json($3::text[] || array[t6."quantity"::text, t6."order_id"::text, t6."line_no"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') from page as t6 where t6."$n" <= $2::"int8" order by t6."$n" desc limit 1) as "endCursor") as r2) as "pageInfo", (select coalesce(json_agg(r3.*), '[]'::json) from (
select t7."line_no" as "lineNo", t7."quantity" as "quantity", (select row_to_json(r4.*) from (
select t8."name" as "name" from "public"."products" as t8
where t8."id" = t7."product_id"
) as r4) as "product", (select row_to_json(r5.*) from (
select t9."id"::text as "invoice" from "public"."orders" as t9
where t9."id" = t7."order_id"
) as r5) as "order" from page as t7 where t7."$n" <= $2::"int8" order by t7."$n"
) as r3) as "nodes"
) as c) as "itemsConnection" from (
select t10."id" from "public"."orders" as t10
left join lateral (select count(*) as value from "public"."order_items" as a where a."order_id" = t10."id") as a2 on true
order by a2."value" desc, t10."id"
limit $4
) as t
) as r)::text;
