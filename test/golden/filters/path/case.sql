-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."path_case" as t2
where t2."c" operator("public".<@) $1::"public"."ltree"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."path_case" as t2
where t2."c" operator("public".@>) $1::"public"."ltree"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."path_case" as t2
where t2."c" operator("public".~) $1::"public"."lquery"
order by t2."id"
limit $2
) as t
) as r)::text;
