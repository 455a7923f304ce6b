-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."caseless_case" as t2
where (t2."c" operator("public".>=) $1::"public"."citext" and t2."c" operator("public".<=) $2::"public"."citext")
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."caseless_case" as t2
where t2."c" operator("public".!~) $1::"public"."citext"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."caseless_case" as t2
where t2."c" operator("public".~) $1::"public"."citext"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."caseless_case" as t2
where t2."c" operator("public".~~) $1::"public"."citext"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."caseless_case" as t2
where t2."c" operator("public".~~) $1::"public"."citext"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."caseless_case" as t2
where t2."c" operator("public".~~) $1::"public"."citext"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."caseless_case" as t2
where to_tsvector(t2."c"::text) @@ (select websearch_to_tsquery($1::text))
order by t2."id"
limit $2
) as t
) as r)::text;
