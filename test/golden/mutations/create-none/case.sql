-- main
with w as (
select t."id" from "public"."orders" as t where false
)
select (select coalesce(json_agg(r.*), '[]'::json) from (select t2."id"::text as "id" from w as t2) as r)::text;
