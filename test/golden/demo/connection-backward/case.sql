-- shop
select (select row_to_json(c.*) from (
with page as (
select t.*, row_number() over () as "$n" from (
select t2."id", t2."name" from "public"."customers" as t2
where (t2."name", t2."id") > ($1::"text", $2::"int4")
order by t2."name" asc, t2."id" asc
limit $3
) as t
) select (select coalesce(json_agg(r.*), '[]'::json) from (
select translate(encode(convert_to(to_json($4::text[] || array[t3."name"::text, t3."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "cursor", (select row_to_json(r2.*) from (select t3."id" as "id", t3."name" as "name") as r2) as "node" from page as t3 where t3."$n" <= $5::"int8" order by t3."$n" desc
) as r) as "edges", (select row_to_json(r3.*) from (select (exists (select from "public"."customers" as t4
where (t4."name", t4."id") <= ($1::"text", $2::"int4"))) as "hasNextPage", (exists (select from page as t5 where t5."$n" > $5::"int8")) as "hasPreviousPage") as r3) as "pageInfo"
) as c)::text;

-- shop
select (select row_to_json(c.*) from (
with page as (
select t.*, row_number() over () as "$n" from (
select t2."line_no", t2."order_id" from "public"."order_items" as t2
where t2."order_id" = $1::"int8"
order by t2."order_id" desc, t2."line_no" desc
limit $2
) as t
) select (select coalesce(json_agg(r.*), '[]'::json) from (
select t3."line_no" as "lineNo" from page as t3 where t3."$n" <= $3::"int8" order by t3."$n" desc
) as r) as "nodes", (select row_to_json(r2.*) from (select false as "hasNextPage", (exists (select from page as t4 where t4."$n" > $3::"int8")) as "hasPreviousPage", (select translate(encode(convert_to(to_json($4::text[] || array[t5."order_id"::text, t5."line_no"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') from page as t5 where t5."$n" <= $3::"int8" order by t5."$n" desc limit 1) as "startCursor", (select translate(encode(convert_to(to_json($4::text[] || array[t6."order_id"::text, t6."line_no"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') from page as t6 where t6."$n" <= $3::"int8" order by t6."$n" limit 1) as "endCursor") as r2) as "pageInfo"
) as c)::text;
