-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id" from (
select t2."id" from "public"."orders" as t2
order by t2."id"
limit $1
) as t
) as r)::text;
