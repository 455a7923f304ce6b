-- shop
select (select row_to_json(c.*) from (
with page as (
select t.*, row_number() over () as "$n" from (
select t2."order_id", t2."line_no", t2."product_id" from "public"."order_items" as t2
order by t2."order_id", t2."line_no"
limit $1
) as t
) select (select coalesce(json_agg(r.*), '[]'::json) from (
select translate(encode(convert_to(to_json($2::text[] || array[t3."order_id"::text, t3."line_no"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "cursor", (select row_to_json(r2.*) from (select t3."order_id"::text as "orderId", t3."line_no" as "lineNo", (select row_to_json(r3.*) from (
select t4."name" as "name" from "public"."products" as t4
where t4."id" = t3."product_id"
) as r3) as "product") as r2) as "node" from page as t3 where t3."$n" <= $3::"int8" order by t3."$n"
) as r) as "edges", (select row_to_json(r4.*) from (select (exists (select from page as t5 where t5."$n" > $3::"int8")) as "hasNextPage", false as "hasPreviousPage", (select translate(encode(convert_to(to_json($2::text[] || array[t6."order_id"::text, t6."line_no"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') from page as t6 where t6."$n" <= $3::"int8" order by t6."$n" limit 1) as "startCursor", (select translate(encode(convert_to(to_json($2::text[] || array[t7."order_id"::text, t7."line_no"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') from page as t7 where t7."$n" <= $3::"int8" order by t7."$n" desc limit 1) as "endCursor") as r4) as "pageInfo"
) as c)::text;
