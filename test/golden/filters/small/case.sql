-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."small_case" as t2
where (t2."c" >= $1::"int4" and t2."c" <= $2::"int4")
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."small_case" as t2
where t2."c" = any($1::"int4"[])
order by t2."id"
limit $2
) as t
) as r)::text;
