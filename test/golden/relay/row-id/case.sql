-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "rowId" from (
select distinct on (t2."id") t2."id" from "public"."orders" as t2
order by t2."id" desc
limit $1
) as t
) as r)::text;

-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select translate(encode(convert_to(to_json($1::text[] || array[t."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "id", t."id"::text as "rowId" from (
select t2."id" from "public"."orders" as t2
left join "public"."customers" as o on o."id" = t2."customer_id"
where (t2."id" = any($2::"int8"[]) and exists (select from "public"."customers" as t3 where t3."id" = t2."customer_id" and t3."id" > $3::"int4"))
order by o."id" asc, t2."id" desc
limit $4
) as t
) as r)::text;

-- shop
select (select row_to_json(c.*) from (
with page as (
select t.*, row_number() over () as "$n" from (
select t2."id" from "public"."orders" as t2
where t2."id" > t2."customer_id"
order by t2."id"
limit $1
) as t
) select (select coalesce(json_agg(r.*), '[]'::json) from (
select translate(encode(convert_to(to_json($2::text[] || array[t3."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "cursor", (select row_to_json(r2.*) from (select translate(encode(convert_to(to_json($3::text[] || array[t3."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "id") as r2) as "node" from page as t3 where t3."$n" <= $4::"int8" order by t3."$n"
) as r) as "edges"
) as c)::text;

-- shop
select (select row_to_json(r.*) from (
select translate(encode(convert_to(to_json($1::text[] || array[t."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "id", t."id"::text as "rowId" from "public"."orders" as t
where t."id" = $2::"int8"
) as r)::text;
