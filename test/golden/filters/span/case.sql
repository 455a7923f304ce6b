-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where isempty(t2."c")
order by t2."id"
limit $1
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where lower(t2."c") >= $1::"int4"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where not isempty(t2."c")
order by t2."id"
limit $1
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where t2."c" operator(pg_catalog.&&) "int4range"($1::"int4", $2::"int4", '[)')
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where t2."c" operator(pg_catalog.&&) "int4range"(null::"int4", $1::"int4", '[]')
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where t2."c" operator(pg_catalog.&&) "int4range"(null::"int4", null::"int4", '[)')
order by t2."id"
limit $1
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where t2."c" operator(pg_catalog.-|-) "int4range"($1::"int4", $2::"int4", '[)')
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where t2."c" operator(pg_catalog.<<) "int4range"($1::"int4", null::"int4", '[)')
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where t2."c" operator(pg_catalog.<>) "int4range"($1::"int4", $2::"int4", '[]')
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where t2."c" operator(pg_catalog.<@) "int4range"($1::"int4", $2::"int4", '[)')
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where t2."c" operator(pg_catalog.=) "int4range"($1::"int4", $2::"int4", '[)')
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where t2."c" operator(pg_catalog.>>) "int4range"($1::"int4", $2::"int4", '()')
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where t2."c" operator(pg_catalog.>>) "int4range"(null::"int4", $1::"int4", '[)')
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where t2."c" operator(pg_catalog.@>) "int4range"($1::"int4", $2::"int4", '[)')
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where t2."c" operator(pg_catalog.@>) $1::"int4"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where t2."c" operator(pg_catalog.@>) 'empty'::"int4range"
order by t2."id"
limit $1
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."span_case" as t2
where upper(t2."c") is not distinct from null
order by t2."id"
limit $1
) as t
) as r)::text;
