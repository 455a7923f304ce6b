-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."v1"::text as "v1", t."v2"::text as "v2", t."v3"::text as "v3", t."v4"::text[] as "v4", t."v5"::text[] as "v5" from (
select t2."v1", t2."v2", t2."v3", t2."v4", t2."v5" from "public"."values_extensions" as t2
where t2."v1" operator("public".=) $1::"public"."citext"
order by t2."id"
limit $2
) as t
) as r)::text;
