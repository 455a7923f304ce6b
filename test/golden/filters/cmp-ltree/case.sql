-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_ltree_case" as t2
where (t2."c" operator("public".>=) $1::"public"."ltree" and t2."c" operator("public".<=) $2::"public"."ltree")
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_ltree_case" as t2
where t2."c" is distinct from null
order by t2."id"
limit $1
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_ltree_case" as t2
where t2."c" is not distinct from null
order by t2."id"
limit $1
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_ltree_case" as t2
where t2."c" operator("public".<) $1::"public"."ltree"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_ltree_case" as t2
where t2."c" operator("public".<=) $1::"public"."ltree"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_ltree_case" as t2
where t2."c" operator("public".<>) $1::"public"."ltree"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_ltree_case" as t2
where t2."c" operator("public".<>) all($1::"public"."ltree"[])
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_ltree_case" as t2
where t2."c" operator("public".=) $1::"public"."ltree"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_ltree_case" as t2
where t2."c" operator("public".=) any($1::"public"."ltree"[])
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_ltree_case" as t2
where t2."c" operator("public".>) $1::"public"."ltree"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_ltree_case" as t2
where t2."c" operator("public".>=) $1::"public"."ltree"
order by t2."id"
limit $2
) as t
) as r)::text;
