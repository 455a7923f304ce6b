-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."weeks_case" as t2
where t2."c"::"int4range" operator(pg_catalog.&&) "int4range"($1::"int4", null::"int4", '[)')
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."weeks_case" as t2
where t2."c"::"int4range" operator(pg_catalog.@>) $1::"int4"
order by t2."id"
limit $2
) as t
) as r)::text;
