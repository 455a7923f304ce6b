-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."v1"::text as "v1", t."v2"::text as "v2" from (
select t2."v1", t2."v2" from "public"."values_json" as t2
order by t2."id"
limit $1
) as t
) as r)::text;
