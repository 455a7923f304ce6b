-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."pairs_case" as t2
where t2."c" operator("public".<@) $1::"public"."hstore"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."pairs_case" as t2
where t2."c" operator("public".?&) $1::"text"[]
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."pairs_case" as t2
where t2."c" operator("public".?) $1::"text"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."pairs_case" as t2
where t2."c" operator("public".?|) $1::"text"[]
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."pairs_case" as t2
where t2."c" operator("public".@>) $1::"public"."hstore"
order by t2."id"
limit $2
) as t
) as r)::text;
