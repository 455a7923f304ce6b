-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."values_ranges" as t2
where (t2."v1" is not distinct from null and t2."v2" is not distinct from null)
order by t2."id"
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."v2"::text as "v2" from (
select t2."id", t2."v2" from "public"."values_json" as t2
where t2."v2" is not distinct from null
order by t2."id"
limit $1
) as t
) as r)::text;
