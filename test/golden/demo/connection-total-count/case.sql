-- shop
select (select row_to_json(c.*) from (
with page as (
select t.*, row_number() over () as "$n" from (
select t2."id" from "public"."orders" as t2
order by t2."id"
limit $1
) as t
) select (select coalesce(json_agg(r.*), '[]'::json) from (
select (select row_to_json(r2.*) from (select ) as r2) as "node" from page as t3 where t3."$n" <= $2::"int8" order by t3."$n"
) as r) as "edges", (select row_to_json(r3.*) from (select ) as r3) as "pageInfo", (select coalesce(json_agg(r4.*), '[]'::json) from (
select  from page as t4 where t4."$n" <= $2::"int8" order by t4."$n"
) as r4) as "nodes"
) as c)::text;

-- shop
select (select row_to_json(c.*) from (
with page as (
select t.*, row_number() over () as "$n" from (
select t2."id" from "public"."orders" as t2
where t2."status" = $1::"public"."order_status"
order by t2."id"
limit $2
) as t
) select (select count(*) from "public"."orders" as t3
where t3."status" = $1::"public"."order_status") as "totalCount", (select row_to_json(r.*) from (select (exists (select from page as t4 where t4."$n" > $3::"int8")) as "hasNextPage", (select translate(encode(convert_to(to_json($4::text[] || array[t5."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') from page as t5 where t5."$n" <= $3::"int8" order by t5."$n" limit 1) as "startCursor") as r) as "pageInfo"
) as c)::text;
