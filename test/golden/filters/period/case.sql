-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."period_case" as t2
where (lower(t2."c") >= $1::"timestamptz" and lower(t2."c") <= $2::"timestamptz")
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."period_case" as t2
where t2."c" operator(pg_catalog.&&) "tstzrange"($1::"timestamptz", $2::"timestamptz", '[]')
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."period_case" as t2
where t2."c" operator(pg_catalog.@>) $1::"timestamptz"
order by t2."id"
limit $2
) as t
) as r)::text;
